package io.xisuan.cli.operations;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.loop.Supposition;
import io.xisuan.operator.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What the command {@code whatif} supposes; each option may be given more than once. */
final class SuppositionOptions {
    private static final Pattern OF_SITE = Pattern.compile("([^:=]+):([^:=]+)=([^:=]+)");

    @Option(
            names = "--add-devices",
            paramLabel = "SITE:MODEL=N",
            description = "The site has N more devices of a model, as east:nvidia-h800-80g=16.")
    private List<String> more = new ArrayList<>();

    @Option(
            names = "--remove-site",
            paramLabel = "SITE",
            description = "The site is not there; its jobs have saved themselves and wait.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--drain",
            paramLabel = "PLACE",
            description = "A node or site is drained; its jobs have saved themselves and wait.")
    private List<String> drained = new ArrayList<>();

    @Option(
            names = "--price",
            paramLabel = "SITE:MODEL=CNY",
            description = "A device-hour costs that, VAT included, as west:nvidia-h800-80g=9.50.")
    private List<String> prices = new ArrayList<>();

    @Option(names = "--job", paramLabel = "FILE", description = "The TrainingJobs of a file were submitted now.")
    private List<Path> jobs = new ArrayList<>();

    /**
     * Returns what is supposed, in the order: devices, sites, drains, prices, jobs.
     *
     * @throws InputException when nothing is, or an option is not as it must be
     */
    List<Supposition> all() {
        List<Supposition> all = new ArrayList<>();
        more.forEach(text -> {
            Matcher of = of("--add-devices", text, "east:nvidia-h800-80g=16");
            all.add(checked(
                    "--add-devices",
                    text,
                    () -> new Supposition.MoreDevices(
                            new SiteId(of.group(1)), AcceleratorModel.parse(of.group(2)), number(of.group(3)))));
        });
        removed.forEach(
                text -> all.add(checked("--remove-site", text, () -> new Supposition.NoSite(new SiteId(text)))));
        drained.forEach(place -> all.add(new Supposition.Drained(place)));
        prices.forEach(text -> {
            Matcher of = of("--price", text, "west:nvidia-h800-80g=9.50");
            all.add(checked(
                    "--price",
                    text,
                    () -> new Supposition.Price(
                            new SiteId(of.group(1)),
                            AcceleratorModel.parse(of.group(2)),
                            HourlyPrice.parse(of.group(3)))));
        });
        jobs.forEach(file -> read(file).forEach(job -> all.add(new Supposition.Submitted(job))));
        if (all.isEmpty()) {
            throw InputException.of(
                    "whatif: say what is different, as --add-devices east:nvidia-h800-80g=16; the options are in xisuan whatif --help");
        }
        return all;
    }

    private static List<TrainingJob> read(Path file) {
        List<TrainingJob> read = new ManifestReader().readLoose(List.of(file)).jobs();
        if (read.isEmpty()) {
            throw InputException.of("--job %s: there is no TrainingJob in it".formatted(file));
        }
        return read;
    }

    private static Matcher of(String option, String text, String example) {
        Matcher matcher = OF_SITE.matcher(text);
        if (!matcher.matches()) {
            throw InputException.of("%s %s: write it as %s".formatted(option, text, example));
        }
        return matcher;
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("\"%s\" is no number of devices".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static Supposition checked(String option, String text, Supplier<Supposition> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s %s: %s".formatted(option, text, e.getMessage()));
        }
    }
}
