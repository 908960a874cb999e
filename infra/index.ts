/** Entry point of plain `pulumi preview` and `pulumi up`; the CLI calls `deploy` itself. */
import { packageRoot } from "./root";
import { deploy } from "./program";

module.exports = async () => ({ ...(await deploy(packageRoot())) });
