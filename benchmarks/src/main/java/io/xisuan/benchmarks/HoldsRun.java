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
import java.util.function.Consumer;

/** Starts committed to the store, one by one and in batches: hold, intent, quote and decision on the disk. */
final class HoldsRun implements Run {
    private static final SupplierId SUPPLIER = new SupplierId("supplier");
    private static final long PLENTY_FEN = 1_000_000_000_000_000L;

    @Override
    public String name() {
        return "holds";
    }

    @Override
    public String about() {
        return "starts committed a second: hold, intent, quote and decision, durable, alone and in batches";
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
            Rounds single = Rounds.of("single", parameters, () -> writer.start(1), progress);
            Rounds batched = Rounds.of("batched", parameters, () -> writer.start(batch), progress);
            Rounds holds = Rounds.of("holds alone", parameters, () -> writer.place(batch), progress);
            return new Measured(
                    List.of(
                            Figure.timed("holds-per-second-single", single.perSecond(), "1/s", Optional.empty()),
                            Figure.timed("holds-per-second-batched", batched.perSecond(), "1/s", Optional.empty()),
                            Figure.timed("holds-alone-per-second-batched", holds.perSecond(), "1/s", Optional.empty())),
                    List.of(
                            "%d holds stored at the end; each commit is flushed to the disk (WAL, synchronous FULL)."
                                    .formatted(writer.count),
                            "A hold draws on a voucher, a cap and a pool; with it go its intent of two workers, quote and"
                                    + " decision. \"Alone\" is the hold without these."));
        } finally {
            JournalRun.delete(folder);
        }
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
            List<StartAnswer> answers = store.commitStarts(epoch, proposals, count);
            return answers.stream().filter(StartAnswer::committed).count();
        }

        long place(int holds) {
            List<Command> commands = new ArrayList<>();
            for (int i = 0; i < holds; i++) {
                HoldOwner owner = new HoldOwner(SUPPLIER, uid(), 1);
                commands.add(new Command.Place("place", owner, "quote", List.of(line()), Long.MAX_VALUE));
                count++;
            }
            return store.apply(epoch, commands).stream().filter(Answer::done).count();
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
