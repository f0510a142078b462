package io.xisuan.benchmarks;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.StartAnswer;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Starts committed to the store, one by one and in batches: hold, intent, quote and decision on the disk. */
final class HoldsRun implements Run {
    private static final SupplierId SUPPLIER = new SupplierId("supplier");
    private static final long FIRST_MILLIS = 1_750_000_000_000L;
    private static final String QUOTE_ID = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final long PLENTY_FEN = 1_000_000_000_000_000L;

    @Override
    public String name() {
        return "holds";
    }

    @Override
    public String about() {
        return "holds placed a second, durable, one by one and in batches; and starts with intent, quote and decision";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("accounts", "1000");
        defaults.put("batch", "1000");
        defaults.put("db", "");
        defaults.put("folder", JournalRun.usualFolder());
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int batch = parameters.count("batch", 1, 1_000);
        Path folder = temporary(parameters.path("folder"));
        String named = parameters.text("db");
        String url = named.isEmpty() ? "jdbc:sqlite:" + folder.resolve("holds.db") : named;
        try (Store store = Store.open(url)) {
            Writer writer = new Writer(store, parameters.count("accounts", 1, 100_000));
            Timed timed = new Timed(parameters, progress);
            Rounds bare = timed.bare(folder, bytesOfOne(writer));
            Rounds single = timed.of("single", () -> writer.place(1));
            Rounds again = timed.bare(folder, bytesOfOne(writer));
            Rounds batched = timed.of("batched", () -> writer.place(batch));
            Rounds starts = timed.of("starts", () -> writer.start(1));
            Rounds startsBatched = timed.of("starts batched", () -> writer.start(batch));
            return new Measured(
                    figures(url, new Both(bare, again), single, batched, List.of(starts, startsBatched)),
                    List.of(
                            "%d holds stored at the end; each answer came after its commit was flushed to the disk."
                                    .formatted(writer.count),
                            "A hold draws on a voucher, a cap and a pool of %s firms; batches are 1,000 commands of which each is submitted"
                                            .formatted(parameters.text("accounts"))
                                    + " alone and gets its own answer.",
                            "A start is a hold with its intent of two workers, quote and decision. Bare: as many bytes as a hold's"
                                    + " commit writes, over a part of a file that is there, and fdatasync; before and after."));
        } finally {
            JournalRun.delete(folder);
        }
    }

    private record Both(Rounds before, Rounds after) {
        double perSecond() {
            return (before.perSecond().median() + after.perSecond().median()) / 2;
        }
    }

    private record Timed(Parameters parameters, Consumer<String> progress) {
        Rounds of(String what, LongSupplier work) {
            return Rounds.of(what, parameters, work, progress);
        }

        Rounds bare(Path folder, long bytes) {
            try (BareFlush bare = BareFlush.of(folder, bytes)) {
                return of("bare fdatasync of %d bytes".formatted(bytes), bare::flush);
            }
        }
    }

    private static List<Figure> figures(String url, Both bare, Rounds single, Rounds batched, List<Rounds> starts) {
        boolean embedded = url.startsWith("jdbc:sqlite:");
        Optional<Bar> singleBar = embedded ? Optional.of(Bar.atLeast("1400")) : Optional.empty();
        Bar batchedBar = Bar.atLeast(embedded ? "30000" : "5000");
        return List.of(
                Figure.timed("holds-per-second-single", single.perSecond(), "1/s", singleBar),
                Figure.timed("holds-per-second-batched", batched.perSecond(), "1/s", Optional.of(batchedBar)),
                Figure.once("bare-fdatasync-per-second", bare.perSecond(), "1/s", Optional.empty()),
                Figure.once(
                        "single-to-bare-fdatasync",
                        single.perSecond().median() / bare.perSecond(),
                        "ratio",
                        Optional.empty()),
                Figure.timed("starts-per-second-single", starts.getFirst().perSecond(), "1/s", Optional.empty()),
                Figure.timed("starts-per-second-batched", starts.getLast().perSecond(), "1/s", Optional.empty()));
    }

    /** Returns how many bytes one hold's commit writes, a share of the checkpoints included. */
    private static long bytesOfOne(Writer writer) {
        int commits = 300;
        Optional<Long> before = BareFlush.written();
        for (int i = 0; i < commits; i++) {
            writer.place(1);
        }
        return before.flatMap(start -> BareFlush.written().map(end -> (end - start) / commits))
                .orElse(4_096L);
    }

    /** Writes holds of jobs that never were before. */
    private static final class Writer {
        private final Store store;
        private final long epoch;
        private final int accounts;
        private long count;

        Writer(Store store, int accounts) {
            this.store = store;
            this.accounts = accounts;
            this.epoch = store.mintEpoch("benchmark", 1);
            List<Command> openings = new ArrayList<>();
            for (int account = 0; account < accounts; account++) {
                legs(account)
                        .forEach(leg -> openings.add(
                                new Command.Open("open " + leg, leg, Authority.OURS, Money.ofFen(PLENTY_FEN))));
            }
            store.apply(epoch, openings);
        }

        long start(int starts) {
            List<StartProposal> proposals = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                proposals.add(proposal());
            }
            List<StartAnswer> answers = store.commitStarts(epoch, proposals, FIRST_MILLIS + count);
            return answers.stream().filter(StartAnswer::committed).count();
        }

        long place(int holds) {
            List<Command> commands = new ArrayList<>();
            for (int i = 0; i < holds; i++) {
                HoldOwner owner = new HoldOwner(SUPPLIER, uid(), 1, FIRST_MILLIS + count);
                commands.add(new Command.Place("place", owner, QUOTE_ID, List.of(line()), Long.MAX_VALUE));
                count++;
            }
            if (holds == 1) {
                return store.apply(epoch, commands).stream()
                        .filter(Answer::done)
                        .count();
            }
            List<CompletableFuture<Answer>> answers = commands.stream()
                    .map(command -> store.submit(epoch, command))
                    .toList();
            return answers.stream()
                    .map(CompletableFuture::join)
                    .filter(Answer::done)
                    .count();
        }

        private StartProposal proposal() {
            AttemptKey attempt = new AttemptKey(new JobId("tenant", "job", uid()), 1);
            LineRequest line = line();
            count++;
            return new StartProposal(
                    attempt,
                    new TenantId("tenant"),
                    new ContractId("contract"),
                    SUPPLIER,
                    new ClusterId("hub"),
                    new SiteId("site"),
                    "nvidia-h800-80g",
                    8,
                    StartProposal.WHOLE,
                    List.of(new PlannedWorker(0, new NodeName("node-1")), new PlannedWorker(1, new NodeName("node-2"))),
                    3_600_000,
                    List.of(line),
                    quote(),
                    Money.ofFen(86_419),
                    "starts at site: payable now 864.19 CNY, next best 901.00 CNY at another",
                    Long.MAX_VALUE);
        }

        private ShownQuote quote() {
            String json =
                    "{\"gross\":{\"fen\":123456,\"currency\":\"CNY\"},\"site\":\"site\",\"job\":%d}".formatted(count);
            return new ShownQuote(
                    Sha256.hex(json),
                    "tenant/job",
                    new TenantId("tenant"),
                    new ContractId("contract"),
                    new Interval(0, 600_000),
                    json);
        }

        private LineRequest line() {
            return new LineRequest(legs((int) (count % accounts)), Money.ofFen(37_037));
        }

        private String uid() {
            return "3f2b8a52-0000-4000-8000-%012d".formatted(count);
        }

        private static List<AccountId> legs(int account) {
            ProgrammeId programme = new ProgrammeId("programme-" + account % 10);
            return List.of(
                    AccountId.voucher(programme, new VoucherId("v-" + account)),
                    AccountId.cap(programme, new TenantId("t-" + account), 2025),
                    AccountId.pool(programme, 2025));
        }
    }

    private static Path temporary(Path parent) {
        try {
            return Files.createTempDirectory(parent, "holds-benchmark-");
        } catch (IOException e) {
            throw new NotMeasured("no folder can be made in %s (--folder): %s".formatted(parent, e.getMessage()));
        }
    }
}
