package io.xisuan.billing.subsidy;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.model.Money;

/**
 * Who buys from whom under which contract, and which programme was asked for it.
 *
 * @param before what was granted for the contract before
 */
public record GrantCase(Programme programme, Party buyer, Supplier supplier, Contract contract, Before before) {
    /** Returns the case of a contract for which nothing was granted before. */
    public GrantCase(Programme programme, Party buyer, Supplier supplier, Contract contract) {
        this(programme, buyer, supplier, contract, Before.NOTHING);
    }

    /** Returns the same case after other grants. */
    public GrantCase after(Before grants) {
        return new GrantCase(programme, buyer, supplier, contract, grants);
    }

    /** What was granted for the contract before. */
    public enum Before {
        NOTHING,
        /** Another grant of the same programme. */
        THIS_PROGRAMME,
        /** Grants of other programmes alone. */
        OTHERS
    }

    /** Returns the case's facts apart from place, machines and day. */
    CaseFacts facts(GrantLetter voucher) {
        CaseFacts facts = CaseFacts.EMPTY
                .buyer(buyer)
                .seller(programme.id(), supplier, buyer)
                .contract(contract)
                .grant(voucher.grantedOn(), voucher.amount(), voucher.validity(), voucher.rate());
        return switch (before) {
            case NOTHING -> facts;
            case THIS_PROGRAMME -> facts.with(Fact.CONTRACT_USED, true);
            // How much others pay is decided line by line, when it is billed.
            case OTHERS -> facts.with(Fact.OTHER_SUBSIDY, true).with(Fact.OTHER_AMOUNT, Money.ZERO);
        };
    }
}
