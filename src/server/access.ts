/** The catalog as the server sees it. Everything that touches the clone runs one after the other. */
import { identityOf } from "../catalog/names";
import { serviceOf, type Changes } from "../proposals/change";
import { draftOf, type BaseCatalog, type Draft } from "../proposals/draft";
import { openProposals, readProposal, type OpenProposal } from "../proposals/existing";
import { readBase, type ProposalPlace } from "../proposals/place";
import { propose, type Proposed, type Wish } from "../proposals/propose";

/** A catalog with its age. */
export interface Seen {
  readonly base: BaseCatalog;
  /** Seconds since the remote was asked. */
  readonly age: number;
}

export class CatalogAccess {
  #last: { readonly base: BaseCatalog; readonly at: number } | undefined;
  #stale = true;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param now milliseconds since 1970
   * @param refreshAfter milliseconds that a catalog is used before the remote is asked again
   */
  constructor(
    readonly place: ProposalPlace,
    readonly now: () => number,
    readonly refreshAfter: number,
  ) {}

  /**
   * The catalog of the base branch. When the remote does not answer, the last one is given, with its age.
   * @throws CatalogError PRO001, PRO005, PRO006 when there is no last one
   */
  current(): Promise<Seen> {
    return this.#inTurn(() => this.#refreshed());
  }

  /** Lets the next look ask the remote. */
  forget(): void {
    this.#stale = true;
  }

  /** See `propose`. */
  propose(wish: Wish): Promise<Proposed> {
    return this.#inTurn(async () => {
      const proposed = await propose(this.place, wish);
      this.#last = { base: proposed.base, at: this.now() };
      this.#stale = false;
      return proposed;
    });
  }

  /** What changes would be, without writing anything. */
  preview(
    changes: Changes,
    admit: (base: BaseCatalog) => void,
  ): Promise<{ base: BaseCatalog; draft: Draft }> {
    return this.#inTurn(async () => {
      const { base } = await this.#refreshed();
      admit(base);
      return { base, draft: draftOf(base, changes) };
    });
  }

  /** The open proposal for a service, as last fetched. */
  openFor(base: BaseCatalog, service: string): Promise<OpenProposal | undefined> {
    return this.#inTurn(async () => (await openProposals(this.place, base, [service]))[0]);
  }

  /** What the remote knows of a proposal's branch. */
  branchState(
    branch: string,
  ): Promise<{ open?: OpenProposal; state: "open" | "merged" | "closed" } | undefined> {
    return this.#inTurn(async () => {
      const { base } = await this.#refreshed();
      const found = (await this.place.repository.branches()).find(({ name }) => name === branch);
      const open = found && (await readProposal(this.place, base, found));
      if (open !== undefined) return { open, state: "open" as const };
      const pullRequest = await this.place.pullRequests?.newest(branch);
      if (pullRequest !== undefined && pullRequest.state !== "open") return { state: pullRequest.state };
      return found === undefined ? undefined : { state: "merged" as const };
    });
  }

  /** Ends when whatever is under way has ended. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  async #refreshed(): Promise<Seen> {
    const last = this.#last;
    const age = last === undefined ? Infinity : this.now() - last.at;
    if (last !== undefined && !this.#stale && age < this.refreshAfter)
      return { base: last.base, age: seconds(age) };
    try {
      await this.place.repository.fetch();
      const commit = await this.place.repository.baseCommit();
      const base = last?.base.commit === commit ? last.base : await readBase(this.place);
      this.#last = { base, at: this.now() };
      this.#stale = false;
      return { base, age: 0 };
    } catch (error) {
      if (last === undefined) throw error;
      return { base: last.base, age: seconds(age) };
    }
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** The teams that changes concern: those the services have, and those they would get. */
export function teamsOf(base: BaseCatalog, changes: Changes): string[] {
  const before = new Map(base.catalog.services.map((service) => [service.name, service.team]));
  return changes.flatMap((change) => {
    const wanted = change.kind === "remove" ? undefined : change.entry["team"];
    return [before.get(serviceOf(change)), wanted].filter((team) => typeof team === "string");
  });
}

/** Finds a service of a catalog by its name. */
export function serviceNamed({ catalog }: BaseCatalog, name: string) {
  const service = catalog.services.find((each) => each.name === name);
  return service === undefined ? undefined : { service, identity: identityOf(service) };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
