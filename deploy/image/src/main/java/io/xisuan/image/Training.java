package io.xisuan.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The runs whose classes go into the archive of class data: short ones that need neither cluster nor network. */
final class Training {
    private Training() {}

    /** Returns the argument lists, each of a run that ends with 0. */
    static List<List<String>> runs(Program program, Path work) throws IOException {
        Path folder = Folders.fresh(work.resolve("training"));
        String store = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        Path samples = program.home().resolve("deploy/samples/cluster");
        return List.of(
                List.of("--help"),
                List.of("demo", "--out", folder.resolve("demo").toString()),
                List.of(
                        "contract",
                        "import",
                        "--suppliers",
                        samples.resolve("suppliers.csv").toString(),
                        "--contracts",
                        samples.resolve("contracts.csv").toString(),
                        "--db",
                        store),
                List.of("contract", "list", "--db", store));
    }
}
