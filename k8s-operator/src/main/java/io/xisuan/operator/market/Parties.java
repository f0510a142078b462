package io.xisuan.operator.market;

import io.xisuan.billing.invoice.ContractTerms;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Relations;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.model.ContractId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.operator.translate.TenantTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who buys, who sells, and the contracts between those who are known. */
record Parties(
        SortedMap<TenantId, TenantAccount> tenants,
        SortedMap<SupplierId, Supplier> suppliers,
        SortedMap<ContractId, Contract> contracts) {
    static Parties of(List<Tenant> tenants, MarketInput.Books books, Findings findings) {
        SortedMap<TenantId, TenantAccount> accounts = new TreeMap<>();
        for (Tenant tenant : tenants) {
            findings.done(Named.of(ResourceKind.TENANT, tenant), TenantTranslation.account(tenant))
                    .ifPresent(account -> accounts.put(account.party().tenant(), account));
        }
        Relations.mutual(accounts.values().stream().map(TenantAccount::party).toList())
                .forEach((tenant, party) -> accounts.computeIfPresent(tenant, (id, account) -> account.with(party)));
        SortedMap<SupplierId, Supplier> suppliers = new TreeMap<>();
        books.suppliers().forEach(supplier -> suppliers.put(supplier.id(), supplier));
        SortedMap<ContractId, Contract> contracts = new TreeMap<>();
        for (Contract contract : books.contracts()) {
            Named named = new Named(ResourceKind.CONTRACT, "", contract.id().value());
            if (!accounts.containsKey(contract.tenant())) {
                findings.add(
                        named,
                        "tenant",
                        ProblemReason.TENANT_NOT_FOUND,
                        "is of tenant %s, which is not among the manifests: apply a Tenant of that name"
                                .formatted(contract.tenant()));
            } else if (!suppliers.containsKey(contract.supplier())) {
                findings.add(
                        named,
                        "supplier",
                        ProblemReason.SUPPLIER_NOT_FOUND,
                        "is with supplier %s, which is not in suppliers.csv: add and import it"
                                .formatted(contract.supplier()));
            } else {
                contracts.put(contract.id(), contract);
            }
        }
        return new Parties(accounts, suppliers, contracts);
    }

    /** Returns the contract of that id when it is the tenant's. */
    Optional<Contract> contract(ContractId id, TenantId tenant) {
        return Optional.ofNullable(contracts.get(id))
                .filter(contract -> contract.tenant().equals(tenant));
    }

    /** Returns what to say of a contract that is not there; the contracts of others are not named. */
    static String noContract(ContractId id, TenantId tenant) {
        return "contracts.csv has no contract %s of tenant %s: correct the name, or add and import the contract"
                .formatted(id, tenant);
    }

    SortedMap<ContractId, ContractTerms> terms() {
        SortedMap<ContractId, ContractTerms> terms = new TreeMap<>();
        contracts.forEach((id, contract) -> {
            TenantAccount buyer = buyer(contract);
            terms.put(id, ContractTerms.of(contract, seller(contract), buyer.party(), buyer.address()));
        });
        return terms;
    }

    SortedMap<SupplierId, String> prefixes() {
        SortedMap<SupplierId, String> prefixes = new TreeMap<>();
        suppliers.forEach((id, supplier) -> prefixes.put(id, supplier.invoicePrefix()));
        return prefixes;
    }

    List<GrantCase> cases(List<Programme> programmes) {
        List<GrantCase> cases = new ArrayList<>();
        for (Programme programme : programmes) {
            contracts.values().forEach(contract -> cases.add(grantCase(programme, contract)));
        }
        return List.copyOf(cases);
    }

    GrantCase grantCase(Programme programme, Contract contract) {
        return new GrantCase(programme, buyer(contract).party(), seller(contract), contract);
    }

    private TenantAccount buyer(Contract contract) {
        return Optional.ofNullable(tenants.get(contract.tenant())).orElseThrow();
    }

    private Supplier seller(Contract contract) {
        return Optional.ofNullable(suppliers.get(contract.supplier())).orElseThrow();
    }
}
