package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.ClaimScope;
import io.xisuan.billing.claim.ClaimSource;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.ClaimSteps;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.programme.Funding;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code claim}, {@code claim_line}, {@code claim_event} and {@code claim_file}. */
final class ClaimRows {
    /** One cell of a line as a row has it. */
    private record Part(int line, ClaimSource source, Funding.Part share) {}

    private ClaimRows() {}

    static long insert(
            Handle handle, ClaimScope scope, List<ClaimLine> lines, String notes, Principal by, long nowMillis) {
        long id = handle.createQuery("SELECT coalesce(max(id), 0) + 1 FROM claim")
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        INSERT INTO claim (id, supplier, programme, from_month, to_month, contract, state, notes, opened_by, opened_at)
                        VALUES (:id, :supplier, :programme, :from, :to, :contract, 'OPEN', :notes, :by, :at)""")
                .bind("id", id)
                .bind("supplier", scope.supplier().value())
                .bind("programme", scope.programme().value())
                .bind("from", scope.from().toString())
                .bind("to", scope.to().toString())
                .bind("contract", scope.contract().map(ContractId::value).orElse(""))
                .bind("notes", notes)
                .bind("by", by.name())
                .bind("at", nowMillis)
                .execute();
        insertLines(handle, id, lines);
        return id;
    }

    private static void insertLines(Handle handle, long id, List<ClaimLine> lines) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO claim_line (claim, n, part, level, document, line, voucher, contract, tenant, amount_fen)
                VALUES (:claim, :n, :part, :level, :document, :line, :voucher, :contract, :tenant, :amount)""");
        for (ClaimLine line : lines) {
            Optional<Deduction> source = Claimable.source(line);
            int part = 0;
            for (Funding.Part share : line.levels()) {
                batch.bind("claim", id)
                        .bind("n", line.number())
                        .bind("part", part++)
                        .bind("level", share.level())
                        .bind("document", source.map(Deduction::document).orElse(null))
                        .bind("line", source.map(Deduction::line).orElse(null))
                        .bind(
                                "voucher",
                                source.map(one -> one.voucher().value()).orElse(null))
                        .bind("contract", line.source().contract().value())
                        .bind("tenant", line.source().tenant().value())
                        .bind("amount", Fen.of(share.amount()))
                        .add();
            }
        }
        Batches.execute(batch);
    }

    static void addEvent(Handle handle, Claim after, ClaimStep step, Principal by, long nowMillis) {
        handle.createUpdate("""
                        INSERT INTO claim_event (claim, n, kind, body, bank_line, done_by, done_at)
                        SELECT :claim, coalesce(max(n), 0) + 1, :kind, :body, :line, :by, :at FROM claim_event WHERE claim = :claim""")
                .bind("claim", after.number())
                .bind("kind", ClaimSteps.kind(step))
                .bind("body", ClaimSteps.json(step))
                .bind("line", step instanceof ClaimStep.Pay pay ? pay.bankLine() : 0)
                .bind("by", by.name())
                .bind("at", nowMillis)
                .execute();
        handle.createUpdate("UPDATE claim SET state = :state WHERE id = :claim")
                .bind("state", after.state().name())
                .bind("claim", after.number())
                .execute();
    }

    static List<ClaimRecord.Event> events(Handle handle, long claim) {
        return handle.createQuery("SELECT * FROM claim_event WHERE claim = :claim ORDER BY n")
                .bind("claim", claim)
                .map((row, context) -> new ClaimRecord.Event(
                        ClaimSteps.read(row.getString("body")),
                        new Principal(row.getString("done_by")),
                        row.getLong("done_at")))
                .list();
    }

    /** Returns what levels of government paid under a bank's reference. */
    static List<ClaimStep.Pay> payments(Handle handle, String reference) {
        return handle
                .createQuery("SELECT body FROM claim_event WHERE kind = 'pay' ORDER BY claim, n")
                .map((row, context) -> ClaimSteps.read(row.getString("body")))
                .list()
                .stream()
                .filter(step ->
                        step instanceof ClaimStep.Pay pay && pay.reference().equals(reference))
                .map(ClaimStep.Pay.class::cast)
                .toList();
    }

    /** Returns the numbers of all claims in order. */
    static List<Long> numbers(Handle handle) {
        return handle.createQuery("SELECT id FROM claim ORDER BY id")
                .mapTo(Long.class)
                .list();
    }

    /**
     * Returns a claim with its history: its lines, and every step done again.
     *
     * @throws StoreException when its state is not the one that its steps lead to
     */
    static Optional<ClaimRecord> find(Handle handle, long number) {
        return handle.createQuery("SELECT * FROM claim WHERE id = :id")
                .bind("id", number)
                .map((row, context) -> record(handle, row))
                .findOne();
    }

    private static ClaimRecord record(Handle handle, ResultSet row) throws SQLException {
        String contract = row.getString("contract");
        long number = row.getLong("id");
        ClaimScope scope = new ClaimScope(
                new SupplierId(row.getString("supplier")),
                new ProgrammeId(row.getString("programme")),
                BillingPeriod.parse(row.getString("from_month")),
                BillingPeriod.parse(row.getString("to_month")),
                contract.isEmpty() ? Optional.empty() : Optional.of(new ContractId(contract)));
        List<ClaimRecord.Event> events = events(handle, number);
        Claim claim = Claim.open(number, scope, lines(handle, number));
        for (ClaimRecord.Event event : events) {
            claim = switch (claim.after(event.step())) {
                case io.xisuan.billing.claim.ClaimAnswer.Done done -> done.claim();
                case io.xisuan.billing.claim.ClaimAnswer.Refused no ->
                    throw new StoreException("The history of %s does not fit: %s".formatted(claim.name(), no));
            };
        }
        if (claim.state() != ClaimState.valueOf(row.getString("state"))) {
            throw new StoreException("%s is stored as %s, its history leads to %s"
                    .formatted(claim.name(), row.getString("state"), claim.state()));
        }
        return new ClaimRecord(
                claim,
                row.getString("notes").lines().toList(),
                new Principal(row.getString("opened_by")),
                row.getLong("opened_at"),
                events);
    }

    private static List<ClaimLine> lines(Handle handle, long claim) {
        SortedMap<Integer, List<Part>> parts = new TreeMap<>();
        handle.createQuery("""
                        SELECT l.n, l.level, l.amount_fen, l.document AS source, l.contract AS line_contract, l.tenant AS line_tenant, c.*
                        FROM claim_line l LEFT JOIN claimable c
                          ON c.document = l.document AND c.line = l.line AND c.voucher = l.voucher
                        WHERE l.claim = :claim ORDER BY l.n, l.part""")
                .bind("claim", claim)
                .map((row, context) -> part(row))
                .forEach(part -> parts.computeIfAbsent(part.line(), line -> new ArrayList<>())
                        .add(part));
        List<ClaimLine> lines = new ArrayList<>();
        parts.forEach((number, cells) -> lines.add(new ClaimLine(
                number,
                cells.getFirst().source(),
                cells.stream().map(cell -> cell.share().amount()).reduce(Money.ZERO, Money::plus),
                cells.stream().map(Part::share).toList())));
        return lines;
    }

    private static Part part(ResultSet row) throws SQLException {
        ClaimSource source = Optional.ofNullable(row.getString("source")).isPresent()
                ? new ClaimSource.Deducted(ClaimableRows.deduction(row))
                : new ClaimSource.Rounding(
                        new ContractId(row.getString("line_contract")), new TenantId(row.getString("line_tenant")));
        return new Part(
                row.getInt("n"),
                source,
                new Funding.Part(row.getString("level"), Money.ofFen(row.getLong("amount_fen"))));
    }

    /** Puts files in the place of those that are there under the same path. */
    static void putFiles(Handle handle, long claim, List<EvidenceFile> files) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO claim_file (claim, path, kind, sha256, body) VALUES (:claim, :path, :kind, :sha, :body)
                ON CONFLICT (claim, path) DO UPDATE SET kind = excluded.kind, sha256 = excluded.sha256, body = excluded.body""");
        for (EvidenceFile file : files) {
            batch.bind("claim", claim)
                    .bind("path", file.path())
                    .bind("kind", file.kind().name())
                    .bind("sha", file.sha256())
                    .bind("body", file.bytes())
                    .add();
        }
        Batches.execute(batch);
    }

    /** Removes all files but those that people attached. */
    static void removeGathered(Handle handle, long claim) {
        handle.createUpdate("DELETE FROM claim_file WHERE claim = :claim AND path NOT LIKE 'attached/%'")
                .bind("claim", claim)
                .execute();
    }

    /**
     * Returns the files of a claim in order of path.
     *
     * @throws StoreException when a file's bytes are not those of its digest
     */
    static List<EvidenceFile> files(Handle handle, long claim) {
        return handle.createQuery("SELECT * FROM claim_file WHERE claim = :claim ORDER BY path")
                .bind("claim", claim)
                .map((row, context) -> file(row))
                .list();
    }

    private static EvidenceFile file(ResultSet row) throws SQLException {
        EvidenceFile file =
                new EvidenceFile(row.getString("path"), ProofKind.valueOf(row.getString("kind")), row.getBytes("body"));
        if (!file.sha256().equals(row.getString("sha256"))) {
            throw new StoreException("The evidence %s of claim %s is not what was kept: its digest differs"
                    .formatted(file.path(), Claim.name(row.getLong("claim"))));
        }
        return file;
    }
}
