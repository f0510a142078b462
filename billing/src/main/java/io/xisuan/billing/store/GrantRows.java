package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code grant_letter}: each grant as it was first seen. */
final class GrantRows {
    private GrantRows() {}

    static List<GrantRecord> all(Handle handle) {
        return handle.createQuery("SELECT * FROM grant_letter ORDER BY first_seen, voucher_uid")
                .map((row, context) -> grant(row))
                .list();
    }

    /** Answers for a grant that is stored under this uid, or under this voucher's name; empty when it is new. */
    private static Optional<GrantAnswer> known(Handle handle, GrantRecord grant) {
        return handle
                .createQuery("""
                        SELECT * FROM grant_letter
                        WHERE voucher_uid = :uid OR (programme = :programme AND voucher = :voucher)""")
                .bind("uid", grant.voucherUid())
                .bind("programme", grant.programme().value())
                .bind("voucher", grant.voucher().value())
                .map((row, context) -> grant(row))
                .list()
                .stream()
                .findFirst()
                .map(stored -> sameLetter(stored, grant)
                        ? new GrantAnswer.Known()
                        : new GrantAnswer.Refused("voucher %s of %s was first seen with other content, which counts"
                                .formatted(stored.voucher(), stored.programme())));
    }

    /**
     * Stores a grant at its first sight and opens its balances.
     *
     * @throws Undone when a balance cannot be opened
     */
    static GrantAnswer record(Turn turn, GrantRecord grant, List<Command.Open> openings) {
        Optional<GrantAnswer> known = known(turn.handle(), grant);
        if (known.isPresent()) {
            return known.get();
        }
        for (Command.Open opening : openings) {
            if (open(turn.handle(), turn.book(), opening) instanceof Answer.Refused no) {
                throw new Undone(no.reason() + ": " + no.detail());
            }
        }
        insert(turn.handle(), grant);
        return new GrantAnswer.Recorded();
    }

    private static boolean sameLetter(GrantRecord stored, GrantRecord shown) {
        return stored.voucher().equals(shown.voucher())
                && stored.programme().equals(shown.programme())
                && stored.bodyJson().equals(shown.bodyJson());
    }

    private static void insert(Handle handle, GrantRecord grant) {
        handle.createUpdate("""
                        INSERT INTO grant_letter (voucher_uid, programme, voucher, body, sha256, first_seen)
                        VALUES (:uid, :programme, :voucher, :body, :sha, :seen)""")
                .bind("uid", grant.voucherUid())
                .bind("programme", grant.programme().value())
                .bind("voucher", grant.voucher().value())
                .bind("body", grant.bodyJson())
                .bind("sha", Sha256.hex(grant.bodyJson()))
                .bind("seen", grant.firstSeenMillis())
                .execute();
    }

    /** Opens a balance, or raises a cap or pool that is open already to what it comes to now. */
    private static Answer open(Handle handle, StoredBook book, Command.Open opening) {
        Optional<Account> known = book.book().account(opening.account());
        if (known.isEmpty() || opening.account().kind() == AccountKind.VOUCHER) {
            return book.apply(handle, opening);
        }
        return known.get().granted().compareTo(opening.granted()) >= 0
                ? new Answer.Done()
                : book.apply(
                        handle,
                        new Command.Regrant(
                                "%s/raise to %d".formatted(opening.id(), Fen.of(opening.granted())),
                                opening.account(),
                                opening.granted()));
    }

    private static GrantRecord grant(ResultSet row) throws SQLException {
        return new GrantRecord(
                row.getString("voucher_uid"),
                new VoucherId(row.getString("voucher")),
                new ProgrammeId(row.getString("programme")),
                row.getString("body"),
                row.getLong("first_seen"));
    }
}
