package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.StoreVersion;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.act.SetupVersion;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code version}: which program this is, and which stores and clusters it goes with. */
@Command(
        name = "version",
        description = "Says which program this is: version, commit, Java, tables of the store, kinds on the cluster.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan version -o json"})
public final class VersionCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    /**
     * The versions as JSON shows them.
     *
     * @param store the version of the store's tables
     * @param setup the digest of what is installed on a cluster
     */
    record Versions(
            String version, String commit, String java, String system, int store, List<String> kinds, String setup) {
        static Versions here() {
            Build build = Build.here();
            SetupVersion cluster = SetupVersion.ofProgram();
            return new Versions(
                    build.version(),
                    build.commit(),
                    System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    StoreVersion.ofProgram(),
                    cluster.kinds(),
                    cluster.digest());
        }
    }

    @Override
    public void run() {
        Versions here = Versions.here();
        Language language = output.language();
        Table table = Table.of(
                        Column.name("what", language.of("项目", "What")),
                        Column.text("version", language.of("版本", "Version")))
                .row("xisuan", here.version())
                .row(language.of("提交", "commit"), here.commit())
                .row("Java", here.java())
                .row(language.of("系统", "system"), here.system())
                .row(language.of("账库表结构", "tables of the store"), "V" + here.store())
                .row(language.of("集群资源类型", "kinds on the cluster"), String.join(", ", here.kinds()))
                .row(language.of("集群安装摘要", "digest of the setup"), here.setup())
                .build();
        output.print(here, table);
    }
}
