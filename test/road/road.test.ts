import assert from "node:assert/strict";
import { travel, type Arrival } from "./road";

describe("a service's whole road: pull request, plan, merge, accounts, manifests, and out again", function () {
  // three pull requests and one more, by every step of the workflows
  this.timeout(1_800_000);
  let arrivals: readonly Arrival[];
  const told: string[] = [];
  before(async () => {
    arrivals = await travel({ say: (line) => told.push(line), clock: () => performance.now() });
  });

  const arrived = ["basket-service", "invoice-service", "wish-service"] as const;
  for (const [index, service] of arrived.entries()) {
    it(`${service}: a comment a stack, objects in both accounts, files on main`, () => {
      const arrival = arrivals[index];
      assert.equal(arrival?.service, service);
      assert.deepEqual(
        arrival.comments.map((comment) => /^### .*?(?=:)/m.exec(comment)?.[0]),
        ["### Plan for `nonprod`", "### Plan for `prod`"],
      );
      for (const comment of arrival.comments) assert.ok(comment.includes(service), comment);
      const name = service.replaceAll("-", "_");
      for (const account of ["nonprod", "prod"])
        for (const object of [`service/${name}`, `pipeline/${name}_cd`])
          assert.ok(
            arrival.objects.some(
              (found) => found.startsWith(`${account}/`) && found.includes(object.split("/")[1] ?? ""),
            ),
            `${account} ${object}: ${arrival.objects.join(", ")}`,
          );
      const places = ["int-stable/euw1", "int-stable/euw2", "pre-stable/euw1", "prod/euw1", "prod/euw2"];
      const files = ["manifests.yaml", "metadata.json", "values.yaml"];
      assert.deepEqual(arrival.manifests, [
        `generated/${service}/catalog-info.yaml`,
        ...places.flatMap((place) => files.map((file) => `generated/${service}/${place}/${file}`)),
      ]);
    });
  }

  it("the removed service leaves neither objects nor files", () => {
    const last = arrivals.at(-1);
    assert.equal(last?.service, arrived[0]);
    assert.deepEqual([last.objects, last.manifests], [[], []]);
    for (const comment of last.comments) assert.match(comment, /1 service removed/);
  });

  it("the time of each step is told", () => {
    assert.equal(told.filter((line) => line.endsWith(" in all")).length, 1);
    assert.ok(told.filter((line) => /^ +\d+\.\d s {2}\S/.test(line)).length > 20, told.join("\n"));
  });
});
