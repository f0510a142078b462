package io.xisuan.operator.market;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.billing.subsidy.GrantLetter;
import io.xisuan.billing.subsidy.GrantReader;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.InputException;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.translate.VoucherTranslation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads each grant by its programme's rules, for every kind of device that the sites have. */
final class Letters {
    private final MarketInput input;
    private final Parties parties;
    private final SortedMap<Jurisdiction, List<Item>> items;
    private final SortedMap<ProgrammeId, Programme> programmes = new TreeMap<>();
    private final TreeSet<String> numbers = new TreeSet<>();
    private final Findings findings;

    /**
     * @param items what may be used at each place, with what is sold beside it
     */
    Letters(
            MarketInput input,
            Parties parties,
            SortedMap<Jurisdiction, List<Item>> items,
            List<Programme> programmes,
            Findings findings) {
        this.input = input;
        this.parties = parties;
        this.items = items;
        programmes.forEach(programme -> this.programmes.put(programme.id(), programme));
        this.findings = findings;
    }

    /** Returns what the grants come to: recorded ones first, then new ones in the order given. */
    List<GrantReader.Read> read() {
        List<GrantReader.Read> reads = new ArrayList<>();
        for (GrantSource source : counting()) {
            Named named = named(source);
            Optional<GrantLetter> letter = belongs(named, source)
                    ? findings.done(named, VoucherTranslation.grant(source.voucher(), source.spec()))
                    : Optional.empty();
            letter.map(known -> known.relied(source.annex().authority()))
                    .filter(known -> once(named, known))
                    .flatMap(known -> terms(named, known, source, reads))
                    .map(read -> Beside.heeding(read, reads))
                    .ifPresent(reads::add);
        }
        return List.copyOf(reads);
    }

    /** Returns each grant once: what was recorded of it, or else what the API server says. */
    private List<GrantSource> counting() {
        Map<VoucherId, GrantSource> counting = new LinkedHashMap<>();
        List<GrantSource> sources = input.resources().grants().stream()
                .sorted(Comparator.comparing(source -> !source.stored()))
                .toList();
        for (GrantSource source : sources) {
            GrantSource known = counting.putIfAbsent(source.voucher(), source);
            if (known != null && !known.spec().equals(source.spec())) {
                findings.add(
                        named(source),
                        "spec",
                        ProblemReason.GRANT_DIFFERS,
                        "is not what was recorded when a Voucher of this name was first seen, and that counts: give a new letter another name");
            }
        }
        return List.copyOf(counting.values());
    }

    /** Says whether a grant lies in its tenant's namespace; a recorded one did when it was recorded. */
    private boolean belongs(Named named, GrantSource source) {
        if (source.stored() || source.isWritten()) {
            return true;
        }
        Optional<String> owner = Namespaces.tenant(input.resources(), named, findings);
        String tenant = source.spec().tenant();
        if (owner.isPresent() && !owner.get().equals(tenant)) {
            findings.add(
                    named,
                    "spec.tenant",
                    ProblemReason.TENANT_DIFFERS,
                    "is %s, but namespace %s belongs to %s: a Voucher lies in its tenant's own namespace"
                            .formatted(tenant, source.namespace(), owner.get()));
            return false;
        }
        return owner.isPresent();
    }

    private boolean once(Named named, GrantLetter letter) {
        if (numbers.add(letter.programme() + " " + letter.number())) {
            return true;
        }
        findings.add(
                named,
                "spec.number",
                ProblemReason.LETTER_TWICE,
                "%s of %s is given twice: a letter pays once".formatted(letter.number(), letter.programme()));
        return false;
    }

    private Optional<GrantReader.Read> terms(
            Named named, GrantLetter letter, GrantSource source, List<GrantReader.Read> earlier) {
        Programme programme = programmes.get(letter.programme());
        if (programme == null) {
            findings.add(
                    named,
                    "spec.programme",
                    ProblemReason.PROGRAMME_NOT_FOUND,
                    "no programme %s is known: see xisuan programmes list".formatted(letter.programme()));
            return Optional.empty();
        }
        Optional<Contract> contract = parties.contract(letter.contract(), letter.tenant());
        if (contract.isEmpty()) {
            findings.add(
                    named,
                    "spec.contractRef",
                    ProblemReason.CONTRACT_NOT_FOUND,
                    Parties.noContract(letter.contract(), letter.tenant()));
            return Optional.empty();
        }
        try {
            return Optional.of(read(letter, source, parties.grantCase(programme, contract.get()), earlier));
        } catch (InputException e) {
            findings.add(named, "spec", ProblemReason.INVALID, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private GrantReader.Read read(
            GrantLetter letter, GrantSource source, GrantCase grantCase, List<GrantReader.Read> earlier) {
        List<Overlay> overlays = source.annex().overlays();
        GrantCase filled = overlays.isEmpty()
                ? grantCase
                : new GrantCase(
                        Overlays.filled(resource(grantCase.programme()), overlays),
                        grantCase.buyer(),
                        grantCase.supplier(),
                        grantCase.contract());
        GrantReader.Read read =
                GrantReader.read(filled.after(Beside.before(letter, earlier)), letter, items, firstDayOfUse(letter));
        return overlays.isEmpty()
                ? read
                : new GrantReader.Read(read.terms().remarked(Overlay.remark(overlays)), read.balances());
    }

    private VoucherProgramme resource(Programme programme) {
        return input.resources().programmes().stream()
                .filter(known ->
                        known.getMetadata().getName().equals(programme.id().value()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the day whose rules apply; the letter's first day when it begins later. */
    private LocalDate firstDayOfUse(GrantLetter letter) {
        LocalDate first = input.rulesDay();
        return letter.validity().from().isAfter(first) ? letter.validity().from() : first;
    }

    private static Named named(GrantSource source) {
        return new Named(ResourceKind.VOUCHER, source.namespace(), source.name());
    }
}
