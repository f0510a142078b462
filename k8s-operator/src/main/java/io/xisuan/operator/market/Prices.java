package io.xisuan.operator.market;

import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.InputException;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.translate.TariffTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The price lists that may be used: of sellers that are known, with the VAT that their accountants decided, for what they sell. */
final class Prices {
    /** The older list stands when two price the same; on a cluster that is the one created first. */
    private static final Comparator<Tariff> ORDER = Comparator.comparing(
                    (Tariff tariff) -> Optional.ofNullable(tariff.getMetadata().getCreationTimestamp())
                            .orElse(""))
            .thenComparing(tariff -> tariff.getMetadata().getName());

    private final Parties parties;
    private final Places places;
    private final UsedVersions used;
    private final Findings findings;

    /**
     * @param used the versions by which money was made
     */
    Prices(Parties parties, Places places, UsedVersions used, Findings findings) {
        this.used = used;
        this.parties = parties;
        this.places = places;
        this.findings = findings;
    }

    TariffBook book(List<Tariff> tariffs) {
        TariffBook book = new TariffBook(List.of());
        for (Tariff tariff : tariffs.stream().sorted(ORDER).toList()) {
            Named named = Named.of(ResourceKind.TARIFF, tariff);
            Optional<io.xisuan.billing.tariff.Tariff> list = findings.done(named, TariffTranslation.tariff(tariff));
            if (list.isPresent() && sold(named, tariff) && unchanged(named, list.get())) {
                book = with(book, named, list.get());
            }
        }
        return book;
    }

    /** Returns the book with one more price list, or the same book when the list prices what another prices already. */
    private TariffBook with(TariffBook book, Named named, io.xisuan.billing.tariff.Tariff list) {
        List<io.xisuan.billing.tariff.Tariff> more = new ArrayList<>(book.tariffs());
        more.add(list);
        try {
            return new TariffBook(more);
        } catch (InputException e) {
            findings.add(named, "spec.versions", ProblemReason.PRICED_TWICE, String.valueOf(e.getMessage()));
            return book;
        }
    }

    /** A version by which money was made is not edited, deleted and written anew with other prices. */
    private boolean unchanged(Named named, io.xisuan.billing.tariff.Tariff list) {
        Optional<UsedVersions.Problem> problem = used.problem(list);
        problem.ifPresent(found -> findings.add(
                named,
                found.version().isPresent()
                        ? "spec.versions[%d]".formatted(found.version().getAsInt())
                        : "spec.versions",
                ProblemReason.VERSION_CHANGED,
                found.what()));
        return problem.isEmpty();
    }

    private boolean sold(Named named, Tariff tariff) {
        String id = tariff.getSpec().supplier();
        Supplier seller = parties.suppliers().get(new SupplierId(id));
        if (seller == null) {
            findings.add(
                    named,
                    "spec.supplier",
                    ProblemReason.SUPPLIER_NOT_FOUND,
                    "%s is not in suppliers.csv: correct the name, or add and import the supplier".formatted(id));
            return false;
        }
        if (!vat(named, tariff, seller)) {
            return false;
        }
        return ownSites(named, tariff, seller.id());
    }

    private boolean vat(Named named, Tariff tariff, Supplier seller) {
        String rate = tariff.getSpec().vatRate();
        if (Rate.parse(rate).equals(seller.vatRate())) {
            return true;
        }
        findings.add(
                named,
                "spec.vatRate",
                ProblemReason.VAT_DIFFERS,
                "is %s, but suppliers.csv says %s of %s".formatted(rate, seller.vatRate(), seller.id()));
        return false;
    }

    private boolean ownSites(Named named, Tariff tariff, SupplierId seller) {
        for (int v = 0; v < tariff.getSpec().versions().size(); v++) {
            var prices = tariff.getSpec().versions().get(v).prices();
            for (int p = 0; p < prices.size(); p++) {
                for (String site : prices.get(p).sites()) {
                    SupplierId owner = places.sellers().get(new SiteId(site));
                    if (owner != null && !owner.equals(seller)) {
                        findings.add(
                                named,
                                "spec.versions[%d].prices[%d].sites".formatted(v, p),
                                ProblemReason.NOT_THE_SELLER,
                                "%s is sold by %s, not by %s: price it in a tariff of %s"
                                        .formatted(site, owner, seller, owner));
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
