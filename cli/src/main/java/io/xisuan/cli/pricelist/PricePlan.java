package io.xisuan.cli.pricelist;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffLint;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.cli.csv.RowEffect;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.translate.TariffTranslation;
import io.xisuan.operator.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What a table of prices comes to, before anything is written: what each row does, and the price lists as they would be, held against the
 * schema, the rules of prices, the other lists and the books.
 */
final class PricePlan {
    private final PriceContext context;
    private final List<PriceEffect> effects = new ArrayList<>();
    private final List<Tariff> grown = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private PricePlan(PriceContext context) {
        this.context = context;
    }

    static PricePlan of(List<PriceRow> rows, PriceContext context) {
        PricePlan plan = new PricePlan(context);
        SequencedMap<String, List<PriceRow>> byTariff = TariffPlan.byTariff(rows);
        for (Map.Entry<String, List<PriceRow>> entry : byTariff.entrySet()) {
            TariffPlan tariff = new TariffPlan(context, entry.getKey(), entry.getValue());
            plan.effects.addAll(tariff.effects());
            tariff.grown().ifPresent(list -> plan.check(list, entry.getValue().getFirst()));
        }
        return plan;
    }

    List<PriceEffect> effects() {
        return List.copyOf(effects);
    }

    /** Returns the price lists with their new versions, to be written; none where a row of any is refused. */
    List<Tariff> grown() {
        return refused() > 0 ? List.of() : List.copyOf(grown);
    }

    /** Returns them as manifests. */
    String manifests() {
        return grown().stream().map(this::yaml).collect(Collectors.joining());
    }

    /** Returns what is odd about them and stops nobody. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    long refused() {
        return effects.stream().filter(PriceEffect::isRefused).count();
    }

    private void check(Tariff tariff, PriceRow first) {
        Optional<String> problem = problem(tariff);
        if (problem.isPresent()) {
            effects.add(PriceEffect.whole(first, "", RowEffect.Effect.REFUSED, problem.get()));
        } else {
            grown.add(tariff);
        }
    }

    private Optional<String> problem(Tariff tariff) {
        Optional<String> seller = seller(tariff);
        if (seller.isPresent()) {
            return seller;
        }
        try {
            String name = tariff.getMetadata().getName();
            new ManifestReader().parseLoose(List.of(new ManifestText(name, yaml(tariff))));
        } catch (InputException schema) {
            return Optional.ofNullable(schema.getMessage());
        }
        return switch (TariffTranslation.tariff(tariff)) {
            case Translation.Refused<io.xisuan.billing.tariff.Tariff> refused ->
                Optional.of(refused.problem().toString());
            case Translation.Done<io.xisuan.billing.tariff.Tariff> done ->
                used(done.value()).or(() -> beside(done.value()));
        };
    }

    private Optional<String> seller(Tariff tariff) {
        if (context.books().suppliers().isEmpty()) {
            return Optional.empty();
        }
        String id = tariff.getSpec().supplier();
        Supplier supplier = context.books().suppliers().get(id);
        if (supplier == null) {
            return Optional.of(context.say(
                    "supplier: 账库里没有供应方 %s：先用 xisuan contract import --suppliers 导入".formatted(id),
                    "supplier: %s is not in the books: import it first with xisuan contract import --suppliers"
                            .formatted(id)));
        }
        String rate = PriceLine.rate(supplier.vatRate().formatted()).orElse("");
        String own = PriceLine.rate(tariff.getSpec().vatRate()).orElse("");
        return rate.equals(own)
                ? Optional.empty()
                : Optional.of(context.say(
                        "vat_rate: 供应方 %s 登记的税率是 %s，不是 %s".formatted(id, rate, own),
                        "vat_rate: %s is a seller with %s, not %s".formatted(id, rate, own)));
    }

    /** A list that was deleted is not written anew with other prices under the names of versions by which money was made. */
    private Optional<String> used(io.xisuan.billing.tariff.Tariff list) {
        return list.versions().stream()
                .filter(version -> Optional.ofNullable(context.books().used().get(version.id()))
                        .filter(digest -> !version.isAs(digest))
                        .isPresent())
                .map(TariffVersion::id)
                .findFirst()
                .map(id -> context.say(
                        "%s 已按别的价格记过账（xisuan tariff show %s）：换一个新版本".formatted(id, id),
                        "%s was used with other prices (xisuan tariff show %s): write a new version"
                                .formatted(id, id)));
    }

    /** Two price lists never price the same model at the same site. */
    private Optional<String> beside(io.xisuan.billing.tariff.Tariff list) {
        List<io.xisuan.billing.tariff.Tariff> all = new ArrayList<>(List.of(list));
        List<Tariff> others = new ArrayList<>(context.tariffs());
        others.addAll(grown);
        for (Tariff other : others) {
            if (!other.getMetadata().getName().equals(list.name())
                    && TariffTranslation.tariff(other)
                            instanceof Translation.Done<io.xisuan.billing.tariff.Tariff> done) {
                all.add(done.value());
            }
        }
        try {
            new TariffBook(all);
            TariffLint.of(list).stream()
                    .filter(finding -> isNew(list, finding.where()))
                    .forEach(finding -> remarks.add(finding.where() + " " + finding.problem()));
            return Optional.empty();
        } catch (InputException twice) {
            return Optional.ofNullable(twice.getMessage());
        }
    }

    private boolean isNew(io.xisuan.billing.tariff.Tariff list, String where) {
        return effects.stream()
                .anyMatch(effect -> effect.effect() == RowEffect.Effect.NEW
                        && effect.item().equals(PriceEffect.WHOLE)
                        && where.startsWith(list.name() + "/" + effect.version()));
    }

    /** Returns a price list as a manifest: with the labels that it has, and without what only a cluster knows. */
    private String yaml(Tariff tariff) {
        String name = tariff.getMetadata().getName();
        Tariff manifest = new Tariff();
        manifest.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withLabels(context.tariff(name)
                        .map(there -> there.getMetadata().getLabels())
                        .orElse(Map.of()))
                .build());
        manifest.setSpec(tariff.getSpec());
        return new KubernetesSerialization().asYaml(manifest);
    }
}
