package io.xisuan.billing.store;

import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The table {@code best_choice}: which programme of a best-only group pays, once money was posted by it. */
final class ChoiceRows {
    private ChoiceRows() {}

    static SortedMap<GroupChoice, ProgrammeId> all(Handle handle) {
        SortedMap<GroupChoice, ProgrammeId> all = new TreeMap<>();
        handle.createQuery("SELECT * FROM best_choice")
                .map((row, context) -> all.put(
                        new GroupChoice(
                                new ContractId(row.getString("contract")),
                                row.getString("group_name"),
                                BillingPeriod.parse(row.getString("period"))),
                        new ProgrammeId(row.getString("programme"))))
                .list();
        return all;
    }

    /**
     * @throws StoreException when another choice stands
     */
    static void insert(Handle handle, SortedMap<GroupChoice, ProgrammeId> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        SortedMap<GroupChoice, ProgrammeId> standing = all(handle);
        chosen.forEach((choice, programme) -> {
            Optional<ProgrammeId> before = Optional.ofNullable(standing.get(choice));
            if (before.isEmpty()) {
                insert(handle, choice, programme);
            } else if (!before.get().equals(programme)) {
                throw new StoreException("Of group %s on contract %s in %s, %s pays and not %s"
                        .formatted(choice.group(), choice.contract(), choice.period(), before.get(), programme));
            }
        });
    }

    private static void insert(Handle handle, GroupChoice choice, ProgrammeId programme) {
        handle.createUpdate("""
                        INSERT INTO best_choice (contract, group_name, period, programme)
                        VALUES (:contract, :group, :period, :programme)""")
                .bind("contract", choice.contract().value())
                .bind("group", choice.group())
                .bind("period", choice.period().toString())
                .bind("programme", programme.value())
                .execute();
    }
}
