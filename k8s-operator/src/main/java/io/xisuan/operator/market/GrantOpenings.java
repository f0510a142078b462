package io.xisuan.operator.market;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.subsidy.GrantReader;
import io.xisuan.model.VoucherId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The balances that grants draw on. A balance that several grants share, as a firm's yearly cap, stands with each of them and always
 * with what all of them together come to.
 *
 * @param byVoucher what opens the balances of each grant
 */
public record GrantOpenings(SortedMap<VoucherId, List<Command.Open>> byVoucher) {
    public GrantOpenings {
        SortedMap<VoucherId, List<Command.Open>> copy = new TreeMap<>();
        byVoucher.forEach((voucher, openings) -> copy.put(voucher, List.copyOf(openings)));
        byVoucher = Collections.unmodifiableSortedMap(copy);
    }

    static GrantOpenings of(List<GrantReader.Read> grants) {
        SortedMap<AccountId, Command.Open> all = new TreeMap<>();
        GrantReader.openings(grants).forEach(open -> all.put(open.account(), open));
        SortedMap<VoucherId, List<Command.Open>> byVoucher = new TreeMap<>();
        for (GrantReader.Read grant : grants) {
            List<Command.Open> own = grant.terms().accounts().stream()
                    .map(account -> Optional.ofNullable(all.get(account)).orElseThrow())
                    .toList();
            byVoucher.put(grant.terms().grant().voucher(), own);
        }
        return new GrantOpenings(byVoucher);
    }

    /** Returns all openings in order of account. */
    public List<Command.Open> all() {
        SortedMap<AccountId, Command.Open> all = new TreeMap<>();
        byVoucher.values().forEach(openings -> openings.forEach(open -> all.put(open.account(), open)));
        return List.copyOf(all.values());
    }

    /**
     * Returns what brings the books up to these grants: openings of balances that they do not have (a new grant, or the cap of a new
     * year), and more for shared balances that a later grant adds to. Nothing is ever lowered.
     */
    public List<Command> due(Map<AccountId, Account> known) {
        List<Command> due = new ArrayList<>();
        for (Command.Open open : all()) {
            Account account = known.get(open.account());
            if (account == null) {
                due.add(open);
            } else if (open.granted().compareTo(account.granted()) > 0) {
                String id =
                        "regrant %s %d".formatted(open.account(), open.granted().fen());
                due.add(new Command.Regrant(id, open.account(), open.granted()));
            }
        }
        return List.copyOf(due);
    }
}
