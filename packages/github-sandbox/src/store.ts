import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readTextIfThere } from "@harness-catalog/files/plainFile";
import { replaceFile } from "@harness-catalog/files/replaceFile";
import { emptyState, type Issue, type Repository, type State } from "./model";

/** Keeps the state in one file, replaced in one step, and says where the bare repositories lie. */
export class Store {
  private state: State;

  /** @param dir folder of the state file and of the bare repositories */
  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const text = readTextIfThere(this.file);
    this.state = text === undefined ? emptyState : (JSON.parse(text) as State);
  }

  /** The repository of this name, in any spelling of case. */
  repository(fullName: string): Repository | undefined {
    return this.state.repositories[fullName.toLowerCase()];
  }

  /** Folder of the bare repository. */
  gitDir(fullName: string): string {
    return join(this.dir, `${fullName.toLowerCase()}.git`);
  }

  put(repository: Repository): void {
    const key = repository.fullName.toLowerCase();
    this.save({ ...this.state, repositories: { ...this.state.repositories, [key]: repository } });
  }

  putIssue(fullName: string, issue: Issue): void {
    const repository = this.repository(fullName);
    if (repository === undefined) throw new Error(`no repository ${fullName}`);
    const nextNumber = Math.max(repository.nextNumber, issue.number + 1);
    this.put({ ...repository, nextNumber, issues: { ...repository.issues, [issue.number]: issue } });
  }

  /** A number no comment and no webhook has. */
  takeId(): number {
    const id = this.state.nextId;
    this.save({ ...this.state, nextId: id + 1 });
    return id;
  }

  private get file(): string {
    return join(this.dir, "github.json");
  }

  private save(state: State): void {
    // It holds the secrets of webhooks.
    replaceFile(this.file, JSON.stringify(state, undefined, 1), 0o600);
    this.state = state;
  }
}
