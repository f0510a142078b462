package io.xisuan.cli.pricelist;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tariff import FILE}: prices from a spreadsheet become new versions of price lists, all or none. */
@Command(
        name = "import",
        description = {
            "Takes prices from a CSV file into the price lists of the cluster: one row a price. Rows of a version that is there are"
                    + " compared, other rows make a new version",
            "from its day on; what they do not name stays as in the version before. Says what each row does; one refused row, and"
                    + " nothing is written.",
            "Needs the rights of finance (group xisuan:finance)."
        },
        footer = {
            "",
            "Example: xisuan tariff import --template > prices.csv",
            "Example: xisuan tariff import prices.csv --dry-run",
            "Example: xisuan tariff import prices.csv --tariff prices/ --out changed.yaml",
            "",
            "In UTF-8 or GBK, headings in English or Chinese (价目表, 版本, 生效日期, ...). A price of - ends what was sold."
        },
        mixinStandardHelpOptions = true)
public final class PricesImportCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The prices.")
    private @Nullable Path file;

    @Option(
            names = "--template",
            description = "Print a table to fill in (with --lang zh in Chinese), and do nothing else.")
    private boolean template;

    @Option(
            names = "--dry-run",
            description = "Say what each row would do, and write nothing; exit code 1 where one would be refused.")
    private boolean dryRun;

    @Option(
            names = "--tariff",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Compare with these manifests (files or folders) instead of the cluster; needs --out or --dry-run.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the price lists that change as manifests into this file, and leave the cluster as it is.")
    private @Nullable Path out;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    /** The result as JSON shows it. */
    record Imported(boolean dryRun, List<String> written, List<PriceEffect> rows, List<String> remarks) {}

    @Override
    public Integer call() {
        if (template) {
            output.output()
                    .say(PriceColumns.template(output.language() == Language.ZH).stripTrailing());
            return ExitCode.DONE.code();
        }
        if (file == null) {
            throw InputException.of("tariff import: name the file with prices, or --template for one to fill in");
        }
        if (out != null && Files.exists(out)) {
            throw InputException.of(
                    "--out %s is there: the price lists that change go to a file of their own".formatted(out));
        }
        List<PriceRow> rows = PriceRow.read(file);
        if (!manifests.isEmpty()) {
            if (out == null && !dryRun) {
                throw InputException.of("--tariff: manifests are compared with: say --out FILE, or --dry-run");
            }
            Manifests there = new ManifestReader().readLoose(manifests);
            return done(PricePlan.of(rows, context(there.tariffs(), there.sites())));
        }
        try (KubernetesClient client = cluster.open();
                Waiting waiting = progress.begin(output.language().of("询问集群", "asking the cluster"))) {
            TariffsOnCluster lists = new TariffsOnCluster(client);
            PricePlan plan = PricePlan.of(rows, context(lists.all(), lists.sites()));
            if (out == null) {
                // Whatever the API server would say is heard before the first list is written.
                plan.grown().forEach(lists::rehearse);
            }
            if (out == null && !dryRun) {
                waiting.now(output.language().of("写入集群", "writing to the cluster"));
                write(plan.grown(), lists);
            }
            return done(plan);
        }
    }

    /** One list after the other: where one fails, those before it are said. */
    private void write(List<Tariff> grown, TariffsOnCluster lists) {
        List<String> written = new ArrayList<>();
        try {
            for (Tariff tariff : grown) {
                lists.write(tariff);
                written.add(tariff.getMetadata().getName());
            }
        } finally {
            if (!written.isEmpty() && written.size() < grown.size()) {
                output.output()
                        .say(output.language()
                                .of(
                                        "只写入了：" + String.join(", ", written),
                                        "Only these were written: " + String.join(", ", written)));
            }
        }
    }

    private PriceContext context(List<Tariff> tariffs, List<Site> sites) {
        TreeSet<String> names =
                sites.stream().map(site -> site.getMetadata().getName()).collect(Collectors.toCollection(TreeSet::new));
        return new PriceContext(clock.instant(), output.language(), tariffs, names, books());
    }

    /** The books are asked where they are at hand; the operator holds prices against them in any case. */
    private PriceContext.Books books() {
        try (Store store = database.openReadOnly()) {
            TreeMap<String, Supplier> suppliers = new TreeMap<>();
            store.suppliers().forEach(supplier -> suppliers.put(supplier.id().value(), supplier));
            return new PriceContext.Books(suppliers, store.tariffDigests());
        } catch (InputException none) {
            return PriceContext.Books.NONE;
        }
    }

    private int done(PricePlan plan) {
        List<String> written = plan.grown().stream()
                .map(tariff -> tariff.getMetadata().getName())
                .toList();
        if (out != null && !written.isEmpty() && !dryRun) {
            writeFile(out, plan.manifests());
        }
        output.print(
                new Imported(dryRun, dryRun ? List.of() : written, plan.effects(), plan.remarks()),
                PriceEffect.table(plan.effects(), output.language()));
        plan.remarks().forEach(remark -> output.output().say(output.language().of("注意：", "Note: ") + remark));
        output.output().say(ending(plan, written));
        return plan.refused() == 0 ? ExitCode.DONE.code() : ExitCode.ANSWER_IS_NO.code();
    }

    private String ending(PricePlan plan, List<String> written) {
        String lists = String.join(", ", written);
        if (plan.refused() > 0) {
            return output.language()
                    .of(
                            "%d 处被拒绝，什么都没有写入".formatted(plan.refused()),
                            "%d refused: nothing was written".formatted(plan.refused()));
        }
        if (written.isEmpty()) {
            return output.language().of("没有新价格，什么都没有改变", "Nothing is new, and nothing was changed");
        }
        if (dryRun) {
            return output.language().of("试运行：什么都没有改变", "A dry run: nothing was changed");
        }
        return out == null
                ? output.language().of("已写入集群：" + lists, "Written to the cluster: " + lists)
                : output.language().of("已写入 %s：%s".formatted(out, lists), "Written to %s: %s".formatted(out, lists));
    }

    private static void writeFile(Path file, String manifests) {
        try {
            Files.writeString(file, manifests, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw InputException.of("--out %s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }
}
