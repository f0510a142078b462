package io.xisuan.cli.demo;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.billing.subsidy.GrantLetter;
import io.xisuan.billing.subsidy.GrantReader;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.operator.translate.VoucherTranslation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads each voucher by its programme's rules, for every kind of device that the sites have. */
final class GrantLoader {
    private final ScenarioLoader.Texts texts;
    private final BillingPeriod period;
    private final Map<TenantId, TenantAccount> tenants;
    private final TreeMap<Jurisdiction, List<Item>> items = new TreeMap<>();
    private final TreeSet<String> numbers = new TreeSet<>();
    private final List<GrantReader.Read> reads = new ArrayList<>();

    GrantLoader(
            ScenarioLoader.Texts texts,
            BillingPeriod period,
            Map<TenantId, TenantAccount> tenants,
            List<NodeShape> nodes) {
        this.texts = texts;
        this.period = period;
        this.tenants = new TreeMap<>(tenants);
        addItems(nodes);
        texts.manifests().vouchers().forEach(this::add);
    }

    Grants grants() {
        return new Grants(reads.stream().map(GrantReader.Read::terms).toList());
    }

    List<Command.Open> openings() {
        return GrantReader.openings(reads);
    }

    private void add(Voucher voucher) {
        GrantLetter letter = VoucherTranslation.grant(voucher)
                .orThrow(refused -> problem(voucher, refused.field(), refused.problem()));
        if (!numbers.add(letter.programme() + " " + letter.number())) {
            throw problem(
                    voucher,
                    "spec.number",
                    "%s of %s is given twice: a letter pays once".formatted(letter.number(), letter.programme()));
        }
        Programme programme = texts.programmes().stream()
                .filter(known -> known.id().equals(letter.programme()))
                .findFirst()
                .orElseThrow(() -> problem(
                        voucher,
                        "spec.programme",
                        "no programme %s is known: see xisuan programmes list".formatted(letter.programme())));
        Contract contract = texts.contracts().stream()
                .filter(known ->
                        known.id().equals(letter.contract()) && known.tenant().equals(letter.tenant()))
                .findFirst()
                .orElseThrow(() -> problem(
                        voucher,
                        "spec.contractRef",
                        "contracts.csv has no contract %s of tenant %s".formatted(letter.contract(), letter.tenant())));
        Supplier seller = texts.suppliers().stream()
                .filter(known -> known.id().equals(contract.supplier()))
                .findFirst()
                .orElseThrow();
        TenantAccount buyer = Optional.ofNullable(tenants.get(letter.tenant())).orElseThrow();
        reads.add(GrantReader.read(
                new GrantCase(programme, buyer.party(), seller, contract), letter, items, firstDayOfUse(letter)));
    }

    /** Returns the first day of the month on which the letter may be used; its first day when it begins later. */
    private LocalDate firstDayOfUse(GrantLetter letter) {
        LocalDate first = period.month().atDay(1);
        return letter.validity().from().isAfter(first) ? letter.validity().from() : first;
    }

    private InputException problem(Voucher voucher, String field, String problem) {
        return texts.manifests().problem(voucher, field, problem).asException();
    }

    private void addItems(List<NodeShape> nodes) {
        Map<SiteId, Jurisdiction> places = new TreeMap<>();
        texts.manifests()
                .sites()
                .forEach(site -> places.put(
                        new SiteId(site.getMetadata().getName()),
                        new Jurisdiction(site.getSpec().jurisdiction())));
        TreeSet<String> seen = new TreeSet<>();
        for (NodeShape node : nodes) {
            Item item = new Item(node.site(), AcceleratorModel.parse(node.type().id()));
            Jurisdiction place = Optional.ofNullable(places.get(node.site())).orElseThrow();
            if (seen.add(item.site() + "/" + item.model())) {
                items.computeIfAbsent(place, first -> new ArrayList<>()).add(item);
            }
        }
    }
}
