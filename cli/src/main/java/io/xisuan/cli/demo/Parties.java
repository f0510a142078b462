package io.xisuan.cli.demo;

import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.Supplier;
import io.xisuan.operator.translate.TenantAccount;
import java.util.Optional;

/** Names the parties of a contract as documents print them. */
final class Parties {
    private Parties() {}

    static Seller seller(Supplier supplier) {
        return new Seller(
                supplier.id(),
                supplier.names().zh(),
                supplier.names().en(),
                Optional.of(supplier.creditCode().value()),
                Optional.empty());
    }

    static Buyer buyer(TenantAccount account) {
        Party party = account.party();
        return new Buyer(
                party.tenant(),
                party.names().zh(),
                party.names().en(),
                party.creditCode().map(CreditCode::value),
                account.address());
    }
}
