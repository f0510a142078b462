package io.xisuan.billing.subsidy;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Programme;

/** Who buys from whom under which contract, and which programme was asked for it. */
public record GrantCase(Programme programme, Party buyer, Supplier supplier, Contract contract) {
    /** Returns the case's facts apart from place, machines and day. */
    CaseFacts facts(GrantLetter voucher) {
        return CaseFacts.EMPTY
                .buyer(buyer)
                .seller(programme.id(), supplier, buyer)
                .contract(contract)
                .grant(voucher.grantedOn(), voucher.amount(), voucher.validity(), voucher.rate());
    }
}
