package io.xisuan.billing.subsidy;

import io.xisuan.billing.rating.FundingStates;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All grants by contract, in the order in which they are drawn: what the supplier deducts first, soonest to expire first. */
public final class Grants implements FundingStates {
    private static final Comparator<GrantTerms> ORDER = Comparator.comparing(GrantTerms::settlement)
            .thenComparingLong(terms -> terms.validity().endMillis())
            .thenComparing(terms -> terms.grant().voucher());

    private final Map<ContractId, List<GrantTerms>> byContract = new TreeMap<>();

    public Grants(List<GrantTerms> grants) {
        Map<ContractId, List<GrantTerms>> sorted = new TreeMap<>();
        grants.stream()
                .sorted(ORDER)
                .forEach(terms -> sorted.computeIfAbsent(terms.contract(), contract -> new ArrayList<>())
                        .add(terms));
        sorted.forEach((contract, terms) -> byContract.put(contract, List.copyOf(terms)));
    }

    /** Returns all grants, by contract and then in the order in which they are asked. */
    public List<GrantTerms> all() {
        return byContract.values().stream().flatMap(List::stream).toList();
    }

    public List<GrantTerms> of(ContractId contract) {
        return byContract.getOrDefault(contract, List.of());
    }

    /** Cuts where the validity of a grant that covers the item starts or ends; a state names the vouchers asked. */
    @Override
    public List<Span> spans(ContractId contract, Item item, Interval interval) {
        List<GrantTerms> covering = of(contract).stream()
                .filter(terms -> terms.verdict(item) instanceof Verdict.Covered)
                .toList();
        TreeSet<Long> edges = new TreeSet<>(List.of(interval.startMillis(), interval.endMillis()));
        for (GrantTerms terms : covering) {
            terms.validity().intersection(interval).ifPresent(within -> {
                edges.add(within.startMillis());
                edges.add(within.endMillis());
            });
        }
        List<Span> spans = new ArrayList<>();
        long from = edges.removeFirst();
        for (long until : edges) {
            spans.add(new Span(new Interval(from, until), stateAt(covering, from)));
            from = until;
        }
        return List.copyOf(spans);
    }

    private static String stateAt(List<GrantTerms> covering, long instantMillis) {
        String vouchers = covering.stream()
                .filter(terms -> terms.validity().contains(instantMillis))
                .map(terms -> terms.grant().voucher().value())
                .collect(Collectors.joining("+"));
        return vouchers.isEmpty() ? SELF_PAY : vouchers;
    }
}
