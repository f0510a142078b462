package io.xisuan.cli.quote;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.Installation;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.market.MarketAssembly;
import io.xisuan.operator.market.MarketInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a quote is made from: manifests, and the books and balances of a store or, without one, of the CSV files beside them. */
public record QuoteMarket(
        Manifests manifests, List<Contract> contracts, Assembled assembled, Map<AccountId, Account> balances) {
    /** Where to read. */
    public record From(List<Path> paths, Optional<Store> store) {
        public From {
            paths = List.copyOf(paths);
        }
    }

    private interface CsvReader<T> {
        List<T> read(String file, Reader text);
    }

    /**
     * Reads and understands everything as of one instant.
     *
     * @param jobs the jobs to understand
     */
    static QuoteMarket ofJobs(From from, List<JobSource> jobs, long atMillis) {
        return read(from, jobs, List.of(), atMillis);
    }

    /** Reads and understands everything as of one instant, with letters that are not stored yet. */
    public static QuoteMarket read(From from, List<GrantSource> letters, long atMillis) {
        return read(from, List.of(), letters, atMillis);
    }

    private static QuoteMarket read(From from, List<JobSource> jobs, List<GrantSource> letters, long atMillis) {
        List<Path> paths = new ArrayList<>(from.paths());
        paths.add(Installation.programmes());
        Manifests manifests = new ManifestReader().read(paths);
        List<Supplier> suppliers =
                from.store().map(Store::suppliers).orElseGet(() -> csv(from, "suppliers.csv", SuppliersCsv::read));
        List<Contract> contracts =
                from.store().map(Store::contracts).orElseGet(() -> csv(from, "contracts.csv", ContractsCsv::read));
        Assembled assembled = MarketAssembly.of(new MarketInput(
                new MarketInput.Resources(
                        manifests.sites(),
                        manifests.tenants(),
                        manifests.tariffs(),
                        manifests.programmes(),
                        grants(manifests, from.store(), letters),
                        jobs,
                        manifests.tenantsByNamespace()),
                new MarketInput.Books(suppliers, contracts),
                List.of(),
                atMillis,
                BillingPeriod.of(atMillis).month().atDay(1)));
        return new QuoteMarket(manifests, contracts, assembled, balances(assembled, from.store()));
    }

    NetCosts costs() {
        return new NetCosts(assembled.market(), balances);
    }

    /**
     * @throws InputException when the books have no such contract
     */
    Contract contract(String id) {
        return contracts.stream()
                .filter(contract -> contract.id().equals(new ContractId(id)))
                .findFirst()
                .orElseThrow(() -> InputException.of("--contract %s: the books have no such contract".formatted(id)));
    }

    private static List<GrantSource> grants(Manifests manifests, Optional<Store> store, List<GrantSource> letters) {
        List<GrantSource> grants = new ArrayList<>();
        store.ifPresent(known ->
                known.grants().forEach(grant -> grants.add(GrantSource.stored(grant.voucher(), grant.bodyJson()))));
        manifests.vouchers().forEach(voucher -> grants.add(GrantSource.of(voucher)));
        grants.addAll(letters);
        return grants;
    }

    /** Returns the store's balances, and those that grants would open which it has not seen yet. */
    private static Map<AccountId, Account> balances(Assembled assembled, Optional<Store> store) {
        EntitlementBook book = store.map(Store::books).orElseGet(EntitlementBook::new);
        assembled.openings().due(book.accounts()).forEach(book::apply);
        return book.accounts();
    }

    private static <T> List<T> csv(From from, String name, CsvReader<T> reader) {
        for (Path path : from.paths()) {
            Path file = path.resolve(name);
            if (Files.isRegularFile(file)) {
                try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    return reader.read(file.toString(), text);
                } catch (IOException e) {
                    throw InputException.of("%s cannot be read as UTF-8: %s".formatted(file, e.getMessage()));
                }
            }
        }
        throw InputException.of(
                "%s is in none of the folders of --manifests: name a store with --db, or put it there".formatted(name));
    }
}
