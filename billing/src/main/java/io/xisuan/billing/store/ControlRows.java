package io.xisuan.billing.store;

import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.control.Rights;
import io.xisuan.billing.control.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The tables {@code proposal}, {@code proposal_decision} and {@code role_change}. */
final class ControlRows {
    private ControlRows() {}

    static Proposal insert(Handle handle, Deed deed, String subject, String content, Principal by, long nowMillis) {
        Proposal draft = new Proposal(1, deed, subject, content, by, nowMillis);
        long number = handle.createQuery("""
                        INSERT INTO proposal (deed, subject, content, sha256, proposed_by, proposed_at)
                        VALUES (:deed, :subject, :content, :sha, :by, :at) RETURNING number""")
                .bind("deed", deed.name())
                .bind("subject", subject)
                .bind("content", content)
                .bind("sha", draft.sha256())
                .bind("by", by.name())
                .bind("at", nowMillis)
                .mapTo(Long.class)
                .one();
        return new Proposal(number, deed, subject, content, by, nowMillis);
    }

    static void insert(Handle handle, Decided decided) {
        handle.createUpdate("""
                        INSERT INTO proposal_decision (number, verdict, decided_by, decided_at, reason, outcome)
                        VALUES (:number, :verdict, :by, :at, :reason, :outcome)""")
                .bind("number", decided.proposal().number())
                .bind("verdict", decided.verdict().name())
                .bind("by", decided.decidedBy().name())
                .bind("at", decided.decidedAtMillis())
                .bind("reason", decided.reason())
                .bind("outcome", decided.outcome())
                .execute();
    }

    static Optional<Proposal> proposal(Handle handle, long number) {
        return handle.createQuery("SELECT * FROM proposal WHERE number = :number")
                .bind("number", number)
                .map((row, context) -> proposal(row))
                .findOne();
    }

    static List<Proposal> pending(Handle handle) {
        return handle.createQuery("""
                        SELECT p.* FROM proposal p LEFT JOIN proposal_decision d ON d.number = p.number
                        WHERE d.number IS NULL ORDER BY p.number""").map((row, context) -> proposal(row)).list();
    }

    static List<Decided> decided(Handle handle) {
        return handle.createQuery("""
                        SELECT p.*, d.verdict, d.decided_by, d.decided_at, d.reason, d.outcome
                        FROM proposal p JOIN proposal_decision d ON d.number = p.number ORDER BY p.number""").map((row, context) -> decided(row)).list();
    }

    /** Returns what was approved of a kind of subject, by number. */
    static List<Decided> approvedOf(Handle handle, String kind) {
        return handle.createQuery("""
                        SELECT p.*, d.verdict, d.decided_by, d.decided_at, d.reason, d.outcome
                        FROM proposal p JOIN proposal_decision d ON d.number = p.number
                        WHERE d.verdict = 'APPROVED' AND p.subject LIKE :subjects ORDER BY p.number""")
                .bind("subjects", kind + "/%")
                .map((row, context) -> decided(row))
                .list();
    }

    static Optional<Decided> decision(Handle handle, long number) {
        return handle.createQuery("""
                        SELECT p.*, d.verdict, d.decided_by, d.decided_at, d.reason, d.outcome
                        FROM proposal p JOIN proposal_decision d ON d.number = p.number WHERE p.number = :number""")
                .bind("number", number)
                .map((row, context) -> decided(row))
                .findOne();
    }

    static void changeRole(Handle handle, Principal who, Role role, boolean granted, Principal by, long nowMillis) {
        handle.createUpdate("""
                        INSERT INTO role_change (principal, role, granted, changed_by, changed_at)
                        VALUES (:who, :role, :granted, :by, :at)""")
                .bind("who", who.name())
                .bind("role", role.name())
                .bind("granted", granted ? 1 : 0)
                .bind("by", by.name())
                .bind("at", nowMillis)
                .execute();
    }

    static Rights rights(Handle handle) {
        SortedMap<Principal, Set<Role>> roles = new TreeMap<>();
        long changes = handle.createQuery("SELECT principal, role, granted FROM role_change ORDER BY id")
                .map((row, context) -> {
                    Set<Role> has = roles.computeIfAbsent(
                            new Principal(row.getString("principal")), first -> EnumSet.noneOf(Role.class));
                    Role role = Role.valueOf(row.getString("role"));
                    return row.getLong("granted") == 1 ? has.add(role) : has.remove(role);
                })
                .list()
                .size();
        return new Rights(roles, changes > 0);
    }

    /**
     * @throws StoreException when the content is not what was proposed
     */
    private static Proposal proposal(ResultSet row) throws SQLException {
        Proposal proposal = new Proposal(
                row.getLong("number"),
                Deed.valueOf(row.getString("deed")),
                row.getString("subject"),
                row.getString("content"),
                new Principal(row.getString("proposed_by")),
                row.getLong("proposed_at"));
        if (!proposal.sha256().equals(row.getString("sha256"))) {
            throw new StoreException("%s is not what was proposed: its digest differs".formatted(proposal.name()));
        }
        return proposal;
    }

    private static Decided decided(ResultSet row) throws SQLException {
        return new Decided(
                proposal(row),
                Decided.Verdict.valueOf(row.getString("verdict")),
                new Principal(row.getString("decided_by")),
                row.getLong("decided_at"),
                row.getString("reason"),
                row.getString("outcome"));
    }
}
