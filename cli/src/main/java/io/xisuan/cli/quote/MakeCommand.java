package io.xisuan.cli.quote;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.quote.QuoteSheet;
import io.xisuan.billing.quote.SiteQuote;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.Wish;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.market.ResourceProblem;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.Submission;
import io.xisuan.operator.translate.TimeText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code quote make}: the price of a job at every site, stored when a store is named. */
@Command(
        name = "make",
        description = "Quotes a job at every site: payable now, expected later, not confirmed, and at most.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan quote make --job train.yaml --manifests deploy/samples/quickstart --start-within 24h",
            "  xisuan quote make --model nvidia-a800-80g --devices 16 --hours 48 --contract CT-1 --manifests DIR"
        })
public final class MakeCommand implements Callable<Integer> {
    private static final String UID = "quoted";

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--job", paramLabel = "FILE", description = "The TrainingJob, as it would be submitted.")
    private Optional<Path> job = Optional.empty();

    @Option(names = "--model", paramLabel = "MODEL", description = "In place of a job: the accelerator model.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--devices", paramLabel = "N", defaultValue = "8", description = "How many (default: 8).")
    private int devices;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "24", description = "For how long (default: 24).")
    private int hours;

    @Option(names = "--contract", paramLabel = "ID", description = "Under which contract.")
    private Optional<String> contract = Optional.empty();

    @Option(
            names = "--manifests",
            paramLabel = "DIR",
            required = true,
            description = "Sites, tenants, tariffs, vouchers; without --db also suppliers.csv and contracts.csv.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "The store with books and balances, in which the quote is kept: jdbc:sqlite:FILE.")
    private Optional<String> database = Optional.empty();

    @Option(names = "--from", paramLabel = "INSTANT", description = "The earliest start (default: now).")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--start-within",
            paramLabel = "TIME",
            defaultValue = "0h",
            description = "How long after that it may start, as 24h: the dearest start counts (default: 0h).")
    private String within = "0h";

    @Option(
            names = "--valid-for",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "How long the quote stands (default: 24h).")
    private String validFor = "24h";

    @Override
    public Integer call() {
        if (job.isPresent() == (model.isPresent() && contract.isPresent())) {
            throw InputException.of("quote make: name --job FILE, or --model, --devices, --hours and --contract");
        }
        if (database.isEmpty()) {
            return print(sheet(Optional.empty()));
        }
        try (Store store = Store.openExisting(database.get())) {
            QuoteSheet sheet = sheet(Optional.of(store));
            store.quotes().record(ShownQuote.of(sheet));
            return print(sheet);
        }
    }

    private int print(QuoteSheet sheet) {
        new QuotePage(ShownQuote.of(sheet), output.language()).print(output.output());
        boolean offered = sheet.sites().stream().anyMatch(SiteQuote.Offered.class::isInstance);
        return offered ? ExitCode.DONE.code() : ExitCode.ANSWER_IS_NO.code();
    }

    private QuoteSheet sheet(Optional<Store> store) {
        long now = Instant.now().toEpochMilli();
        long earliest = from.map(MakeCommand::instant).orElse(now);
        Interval starts = new Interval(earliest, earliest + length("--start-within", within));
        long stands = length("--valid-for", validFor);
        if (stands < 1) {
            throw InputException.of("--valid-for: a quote stands for some time, as 24h");
        }
        long expires = now + stands;
        List<Path> paths = new ArrayList<>(manifests);
        job.filter(file -> manifests.stream().noneMatch(file::startsWith)).ifPresent(paths::add);
        List<JobSource> jobs = job.map(file -> List.of(source(file, earliest))).orElse(List.of());
        QuoteMarket market = QuoteMarket.ofJobs(new QuoteMarket.From(paths, store), jobs, earliest);
        return job.isPresent()
                ? ofJob(market, jobs.getFirst(), starts, new Interval(now, expires))
                : ofOptions(market, starts, new Interval(now, expires));
    }

    private static JobSource source(Path file, long submittedMillis) {
        List<TrainingJob> jobs = new ManifestReader().readLoose(List.of(file)).jobs();
        if (jobs.size() != 1) {
            throw InputException.of("--job %s has %d TrainingJobs: name a file with one".formatted(file, jobs.size()));
        }
        return new JobSource(jobs.getFirst(), new Submission(UID, submittedMillis));
    }

    private static QuoteSheet ofJob(QuoteMarket market, JobSource source, Interval starts, Interval stands) {
        Optional<JobOrder> order = market.assembled().orders().values().stream().findFirst();
        if (order.isEmpty()) {
            throw InputException.of("The job is not understood: "
                    + market.assembled().problems().stream()
                            .map(ResourceProblem::toString)
                            .reduce((first, last) -> last)
                            .orElse("it names no contract that is known"));
        }
        JobTerms terms = Optional.ofNullable(market.assembled()
                        .market()
                        .terms()
                        .get(order.get().request().id()))
                .orElseThrow();
        var metadata = source.job().getMetadata();
        QuoteSheet.Head head = new QuoteSheet.Head(
                Optional.of(metadata.getNamespace() + "/" + metadata.getName()),
                order.get().request().tenant(),
                terms.contract(),
                order.get().request().gang().devices(),
                starts,
                terms.whenMoneyEnds(),
                stands.startMillis(),
                stands.endMillis());
        return new QuoteSheet(head, market.costs().offers(order.get().request(), starts));
    }

    private QuoteSheet ofOptions(QuoteMarket market, Interval starts, Interval stands) {
        if (devices < 1 || hours < 1) {
            throw InputException.of("--devices %d --hours %d: write at least 1 of each".formatted(devices, hours));
        }
        Contract bought = market.contract(contract.orElseThrow());
        AcceleratorModel wanted = accelerator();
        Wish wish = new Wish(JobTerms.of(bought), devices, hours * 3_600_000L, starts);
        QuoteSheet.Head head = new QuoteSheet.Head(
                Optional.empty(),
                bought.tenant(),
                bought.id(),
                devices,
                starts,
                WhenMoneyEnds.SELF_PAY,
                stands.startMillis(),
                stands.endMillis());
        return new QuoteSheet(head, market.costs().offers(wish, wanted));
    }

    private AcceleratorModel accelerator() {
        try {
            return AcceleratorModel.parse(model.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw InputException.of("--model: " + e.getMessage());
        }
    }

    private static long instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw InputException.of("--from %s is no instant: write it as 2025-10-01T09:30:00+08:00".formatted(text));
        }
    }

    private static long length(String option, String text) {
        try {
            return text.equals("0h") ? 0 : TimeText.lengthMillis(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s %s: write a time as 36h or 1d12h".formatted(option, text));
        }
    }
}
