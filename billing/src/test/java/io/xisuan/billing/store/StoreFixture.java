package io.xisuan.billing.store;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.subsidy.BestOfGroups;
import io.xisuan.billing.subsidy.Postings;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pieces of a store's life by hand: balances, starts, and the issue of a random month. */
final class StoreFixture {
    static final ProgrammeId PROGRAMME = new ProgrammeId("p");
    static final AccountId VOUCHER = AccountId.voucher(PROGRAMME, new VoucherId("v"));
    static final AccountId CAP = AccountId.cap(PROGRAMME, new TenantId("t-1"), 2025);
    static final AccountId POOL = AccountId.pool(PROGRAMME, 2025);
    static final Instant ISSUED = Instant.parse("2025-04-03T02:00:00Z");

    /** Tables that the first versions have, and those that took their place. */
    static final List<String> TABLES = List.of(
            "leader",
            "supplier",
            "contract",
            "grant_letter",
            "account",
            "hold",
            "hold_movement",
            "intent",
            "quote",
            "decision",
            "series",
            "document",
            "invoice",
            "cut",
            "journal_position",
            "issue_request",
            "ledger_entry",
            "ledger_posting",
            "ledger_head");

    private StoreFixture() {}

    /**
     * Returns the URL of a test's own database: a file in the folder, or a schema for each folder where the tests run on
     * PostgreSQL.
     */
    static String url(Path folder) {
        return TestServer.wanted()
                ? TestServer.shared().url(schema(folder))
                : "jdbc:sqlite:" + folder.resolve("xisuan.db");
    }

    private static String schema(Path folder) {
        return "t_" + Sha256.hex(folder.toString()).substring(0, 20);
    }

    /** Returns the first thing about balances and holds that is not as it was written; postings need no invoice here. */
    static Optional<String> chainProblem(Store store) {
        return store.database()
                .read(handle -> PairCheck.firstMismatch(handle)
                        .or(() -> new ChainVerification(handle).first().map(ChainVerification.Problem::toString)));
    }

    static Command.Open open(AccountId account, long fen) {
        return new Command.Open("open " + account, account, Authority.OURS, Money.ofFen(fen));
    }

    /** Opens voucher, cap and pool with so much each. */
    static long openBalances(Store store, long fen) {
        long epoch = store.mintEpoch("test", 1);
        store.apply(epoch, List.of(open(VOUCHER, fen), open(CAP, fen), open(POOL, fen)));
        return epoch;
    }

    static JobId job(String uid) {
        return new JobId("ns", "job-" + uid, uid);
    }

    static AttemptKey attempt(String uid, int attempt) {
        return new AttemptKey(job(uid), attempt);
    }

    /** Returns a start of two workers that holds so much on all three balances; nothing when it is 0. */
    static StartProposal start(AttemptKey attempt, long fen) {
        return start(attempt, fen, List.of(VOUCHER, CAP, POOL));
    }

    /** Returns a start that holds so much on these balances. */
    static StartProposal start(AttemptKey attempt, long fen, List<AccountId> legs) {
        List<LineRequest> lines = fen == 0 ? List.of() : List.of(new LineRequest(legs, Money.ofFen(fen)));
        return new StartProposal(
                attempt,
                new TenantId("t-1"),
                RandomMonth.ONE,
                RandomMonth.SUPPLIER,
                new ClusterId("hub"),
                RandomMonth.WEST,
                "nvidia-h800-80g",
                8,
                StartProposal.WHOLE,
                List.of(new PlannedWorker(0, new NodeName("node-1")), new PlannedWorker(1, new NodeName("node-2"))),
                3_600_000,
                lines,
                quote(attempt, fen),
                Money.ofFen(2 * fen),
                "cheapest of 2 sites",
                600_000);
    }

    private static ShownQuote quote(AttemptKey attempt, long fen) {
        String json = "{\"gross\":%d}".formatted(fen);
        return new ShownQuote(
                Sha256.hex(json),
                attempt.job().namespace() + "/" + attempt.job().name(),
                new TenantId("t-1"),
                RandomMonth.ONE,
                new Interval(0, 600_000),
                json);
    }

    static Supplier supplier() {
        return new Supplier(
                RandomMonth.SUPPLIER,
                new Names("中卫算力", "Zhongwei Compute"),
                new CreditCode("91640500MA0EXA55XH"),
                new Jurisdiction("ningxia/zhongwei"),
                Rate.percent(6),
                "*信息技术服务*算力服务",
                "ZW",
                List.of(PROGRAMME));
    }

    static Contract contract(long fen) {
        return new Contract(
                RandomMonth.ONE,
                new TenantId("t-1"),
                RandomMonth.SUPPLIER,
                LocalDate.of(2025, 1, 2),
                ContractTerm.parse("2025-01-01..2025-12-31"),
                Money.ofFen(fen),
                30,
                List.of(AcceleratorModel.NVIDIA_H800, AcceleratorModel.ASCEND_910B));
    }

    /** Brings balances and holds of a random month into the store. */
    static long openMonth(Store store, long seed) {
        long epoch = store.mintEpoch("test", 1);
        store.importParties(List.of(supplier()), List.of());
        List<Command> openings = new ArrayList<>();
        RandomMonth.balances()
                .accounts()
                .forEach(
                        (id, account) -> openings.add(open(id, account.granted().fen())));
        store.apply(epoch, openings);
        for (int number = 0; number < 10; number++) {
            long fen = 1 + (seed * 7_919 + number * 104_729L) % 120_000;
            List<AccountId> legs =
                    RandomMonth.grants().of(RandomMonth.ONE).getFirst().accounts();
            store.apply(
                    epoch,
                    List.of(new Command.Place(
                            "hold " + number,
                            new HoldOwner(
                                    RandomMonth.SUPPLIER,
                                    RandomMonth.job(number).uid(),
                                    1),
                            "",
                            List.of(new LineRequest(legs, Money.ofFen(fen))),
                            Long.MAX_VALUE)));
        }
        return epoch;
    }

    /** Returns the batch that issues this usage as a part of the random month, from the store as it stands. */
    static IssueBatch batch(Store store, List<UsageInterval> usage, JournalCut cut, IssuePart part) {
        MonthClose.Result close = MonthClose.close(RandomMonth.input(usage, store.books(), cut));
        Issuing.Issued issued = Issuing.issue(Issuing.unchanged(close.drafts()), store.numbers(), ISSUED);
        List<Command> postings = new ArrayList<>();
        for (InvoiceDraft draft : close.drafts()) {
            postings.addAll(Postings.commands(
                    Objects.requireNonNull(close.byContract().get(draft.contract())),
                    draft.seller().supplier(),
                    store::hold));
        }
        return new IssueBatch(
                RandomMonth.PERIOD,
                part,
                cut,
                ISSUED.toEpochMilli(),
                issued.invoices(),
                issued.numbers(),
                issued.invoices().stream()
                        .flatMap(invoice -> InvoicePostings.of(invoice).stream())
                        .toList(),
                postings,
                BestOfGroups.posted(close.charges()),
                close.runs());
    }

    /** Copies a database without its triggers, as a person would who wants to change it unseen. */
    static void copyUnguarded(Path folder, Path copy) throws SQLException {
        if (!TestServer.wanted()) {
            tamper(folder, "VACUUM INTO '" + copy.resolve("xisuan.db") + "'");
            tamper(copy, triggers(copy).toArray(String[]::new));
            return;
        }
        url(copy);
        List<String> tables = new ArrayList<>(List.of("flyway_schema_history"));
        try (Database database = Database.openReadOnly(Dialect.of(url(folder)))) {
            database.read(TableShape::all).forEach(table -> tables.add(table.name()));
        }
        for (String table : tables) {
            tamper(
                    copy,
                    "CREATE TABLE %s (LIKE %s.%s INCLUDING ALL)".formatted(table, schema(folder), table),
                    "INSERT INTO %s SELECT * FROM %s.%s".formatted(table, schema(folder), table));
        }
    }

    private static List<String> triggers(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(folder));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
            List<String> drops = new ArrayList<>();
            while (rows.next()) {
                drops.add("DROP TRIGGER " + rows.getString(1));
            }
            return drops;
        }
    }

    /** Deletes a database. */
    static void drop(Path folder) throws SQLException {
        if (TestServer.wanted()) {
            TestServer.shared().execute("DROP SCHEMA %s CASCADE".formatted(schema(folder)));
        } else if (!folder.resolve("xisuan.db").toFile().delete()) {
            throw new IllegalStateException(folder + " holds no database");
        }
    }

    /** Changes the database behind the store's back, as a person with an editor would. */
    static void tamper(Path folder, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(folder));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
