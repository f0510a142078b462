package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.store.GrantAnswer;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.market.GrantSource;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records each grant at its first sight, with the balances that it opens; from then on the books know it. */
final class GrantDesk {
    private static final Logger LOG = LoggerFactory.getLogger(GrantDesk.class);

    private final Store store;
    private final long epoch;
    private final TreeSet<VoucherId> recorded = new TreeSet<>();

    GrantDesk(Store store, long epoch) {
        this.store = store;
        this.epoch = epoch;
        store.grants().forEach(grant -> recorded.add(grant.voucher()));
    }

    /**
     * Records what is new, and says whether anything was. A grant that pays nowhere yet, as before its Site is written, is not
     * understood as a whole and waits.
     */
    boolean record(Sight sight) {
        boolean changed = false;
        for (Voucher voucher : sight.wishes().vouchers()) {
            GrantSource grant = GrantSource.of(voucher);
            List<Command.Open> openings = sight.market().openings().byVoucher().get(grant.voucher());
            if (openings != null && !recorded.contains(grant.voucher()) && paysSomewhere(sight, grant)) {
                changed |= record(voucher, grant, openings, sight.nowMillis());
            }
        }
        return raise(sight) || changed;
    }

    /** Opens balances that a new year brings, as a firm's cap; only of grants that are all recorded. */
    private boolean raise(Sight sight) {
        if (!recorded.containsAll(sight.market().openings().byVoucher().keySet())) {
            return false;
        }
        List<Command> due = sight.market().openings().due(store.balances());
        if (due.isEmpty()) {
            return false;
        }
        store.apply(epoch, due).stream()
                .filter(answer -> !answer.done())
                .forEach(answer -> LOG.error("a balance is not opened: {}", answer));
        return true;
    }

    private static boolean paysSomewhere(Sight sight, GrantSource grant) {
        String contract = grant.spec().contractRef();
        return contract != null
                && sight.market().market().grants().of(new ContractId(contract)).stream()
                        .filter(terms -> terms.grant().voucher().equals(grant.voucher()))
                        .anyMatch(terms ->
                                terms.verdicts().values().stream().anyMatch(Verdict.Covered.class::isInstance));
    }

    private boolean record(Voucher voucher, GrantSource grant, List<Command.Open> openings, long nowMillis) {
        GrantRecord entry = new GrantRecord(
                voucher.getMetadata().getUid(),
                grant.voucher(),
                new ProgrammeId(grant.spec().programme()),
                grant.specJson(),
                nowMillis);
        return switch (store.recordGrant(epoch, entry, openings)) {
            case GrantAnswer.Recorded done -> {
                LOG.info(
                        "grant {} of {} is recorded",
                        grant.voucher(),
                        grant.spec().programme());
                recorded.add(grant.voucher());
                yield true;
            }
            case GrantAnswer.Known known -> {
                recorded.add(grant.voucher());
                yield false;
            }
            case GrantAnswer.Refused refused -> {
                LOG.warn("grant {} is not recorded: {}", grant.voucher(), refused.detail());
                yield false;
            }
        };
    }
}
