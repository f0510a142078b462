package io.xisuan.billing.invoice;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Grant;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Computes an invoiced month anew from all records up to now, and drafts what differs: one note for each invoice that changed.
 *
 * <p>Each part of the month is computed from the records that belong to it ({@link MonthParts}) with the rounding of its own, so that
 * without a new record every part comes to what was issued. A contract whose usage did not change is left as it is, also where more
 * money has become free since: money once won is a fact. A contract whose usage changed is funded anew, from what its month had and
 * what is free now.
 */
public final class Rerating {
    /** What a note says first; people read it. */
    private static final String CAUSE = "usage recorded late or corrected";

    /** Which invoice a part of a contract's month led to, with its notes. */
    private record Issued(Invoice invoice, List<Invoice> notes) {}

    /**
     * The documents and what goes with them.
     *
     * @param drafts notes in order of supplier, tenant, contract and invoice; an invoice for a part of a contract's month that had none
     * @param commands what undoes and posts the deductions
     * @param runs how the changed contracts were rated anew, with their line books
     */
    public record Result(List<InvoiceDraft> drafts, List<Command> commands, List<RatingRun> runs) {
        public Result {
            runs = List.copyOf(runs);
            drafts = List.copyOf(drafts);
            commands = List.copyOf(commands);
        }
    }

    private final ReratingInput input;
    private final MonthParts parts;
    private final AttemptStarts starts;

    private Rerating(ReratingInput input) {
        this.input = input;
        this.parts = MonthParts.of(
                input.period(),
                input.usage(),
                input.parts().stream().map(JournalCut::toSeq).toList(),
                input.closed());
        this.starts = AttemptStarts.of(
                input.usage().stream().map(PartInput.Recorded::usage).toList());
    }

    /** Returns the drafts and commands; none when nothing changed. */
    public static Result of(ReratingInput input) {
        return new Rerating(input).result();
    }

    private Result result() {
        // 1. Which contracts have other usage than was invoiced.
        SortedSet<ContractId> changed = changed();
        if (changed.isEmpty()) {
            return new Result(List.of(), List.of(), List.of());
        }
        // 2. Fund their parts anew. An attempt for which nothing more is free keeps what it has.
        //    Where that is not enough, what settlements and claims fix is set apart before anything else is funded.
        SortedSet<AttemptKey> capped = new TreeSet<>();
        List<KeptDeduction> apart = List.of();
        while (true) {
            try {
                return result(changed, capped, apart);
            } catch (DeductionsAnew.UnfundedException refused) {
                if (!capped.add(refused.attempt())) {
                    if (!apart.isEmpty() || fixed(changed).isEmpty()) {
                        throw InputException.of(String.valueOf(refused.getMessage()));
                    }
                    apart = fixed(changed);
                }
            }
        }
    }

    /** Returns what stays posted whatever usage comes to: what pinned lines deducted, and what was settled of others. */
    private List<KeptDeduction> fixed(SortedSet<ContractId> changed) {
        List<KeptDeduction> fixed = new ArrayList<>();
        for (ContractId contract : changed) {
            for (int part = 0; part < input.parts().size(); part++) {
                kept(part, contract, List.of()).stream()
                        .filter(one -> !input.pinned().containsKey(one.key()))
                        .forEach(fixed::add);
            }
            for (GrantTerms terms : input.prices().grants().of(contract)) {
                Grant grant = terms.grant();
                input.pinned().forEach((key, vouchers) -> {
                    Money pin = vouchers.getOrDefault(grant.voucher(), Money.ZERO);
                    if (key.contract().equals(contract) && pin.isPositive()) {
                        fixed.add(new KeptDeduction(
                                key, new VoucherPayment(grant.programme(), grant.voucher(), grant.number(), pin)));
                    }
                });
            }
        }
        return fixed;
    }

    private Result result(SortedSet<ContractId> changed, SortedSet<AttemptKey> capped, List<KeptDeduction> apart) {
        FundingAnew funding = new FundingAnew(input, changed, capped);
        funding.keep(apart);
        List<InvoiceDraft> drafts = new ArrayList<>();
        List<SubsidisedCharge> charges = new ArrayList<>();
        List<KeptDeduction> kept = new ArrayList<>();
        List<RatingRun> runs = new ArrayList<>();
        for (int part = 0; part < input.parts().size(); part++) {
            MonthClose.Result close = close(part, changed, funding.bounds());
            List<SubsidisedCharge> own = funding.pinned(close.charges());
            funding.draw(own);
            charges.addAll(own);
            runs.addAll(close.runs());
            // 3. What differs, and what that moves on the holds.
            for (ContractId contract : changed) {
                List<KeptDeduction> settled = kept(part, contract, own);
                difference(part, contract, close, own, settled).ifPresent(drafts::add);
                if (apart.isEmpty()) {
                    funding.keep(settled);
                }
                kept.addAll(settled);
            }
        }
        drafts.sort(MonthClose.ORDER);
        return new Result(drafts, new DeductionsAnew(input, changed).commands(charges, kept), runs);
    }

    private SortedSet<ContractId> changed() {
        SortedMap<ContractId, List<Charge>> charges = new TreeMap<>();
        for (int part = 0; part < input.parts().size(); part++) {
            for (SubsidisedCharge one : close(
                            part, input.prices().contracts().keySet(), FundingBounds.of(input.balances()))
                    .charges()) {
                charges.computeIfAbsent(one.charge().key().contract(), first -> new ArrayList<>())
                        .add(one.charge());
            }
        }
        SortedSet<ContractId> contracts = new TreeSet<>(charges.keySet());
        input.documents().forEach(document -> contracts.add(document.contract()));
        contracts.removeIf(contract -> {
            SortedSet<LineKey> spent = spent(contract);
            return supplied(usage(charges.getOrDefault(contract, List.of())), spent)
                    .equals(supplied(invoiced(contract), spent));
        });
        return contracts;
    }

    /** What is charged, whoever funds it. */
    private record Supplied(long deviceMillis, Money gross) {
        Supplied plus(Supplied other) {
            return new Supplied(Math.addExact(deviceMillis, other.deviceMillis), gross.plus(other.gross));
        }

        boolean isNothing() {
            return deviceMillis == 0 && gross.isZero();
        }
    }

    private static SortedMap<LineKey, Supplied> usage(List<Charge> charges) {
        SortedMap<LineKey, Supplied> usage = new TreeMap<>();
        charges.forEach(charge -> usage.merge(
                unfunded(charge.key()), new Supplied(charge.quantity().value(), charge.gross()), Supplied::plus));
        usage.values().removeIf(Supplied::isNothing);
        return usage;
    }

    private SortedMap<LineKey, Supplied> invoiced(ContractId contract) {
        SortedMap<LineKey, Supplied> usage = new TreeMap<>();
        for (Invoice document : input.documents()) {
            boolean agreed = document.corrects()
                    .filter(correction -> correction.family() == Correction.Family.AGREED)
                    .isPresent();
            if (document.contract().equals(contract) && !agreed) {
                document.lines()
                        .forEach(line -> usage.merge(
                                unfunded(line.key(contract)),
                                new Supplied(line.signedDeviceMillis(), line.gross()),
                                Supplied::plus));
            }
        }
        usage.values().removeIf(Supplied::isNothing);
        return usage;
    }

    /** Returns the lines of which an agreed credit takes all that is payable: their gross says nothing about usage, their time does. */
    private SortedSet<LineKey> spent(ContractId contract) {
        List<Invoice> own = input.documents().stream()
                .filter(document -> document.contract().equals(contract))
                .toList();
        Standing standing = Standing.of(own.stream().map(Invoice::content).toList());
        SortedSet<LineKey> spent = new TreeSet<>();
        MovedApart.of(own.stream()
                        .filter(document -> document.corrects().isPresent())
                        .toList())
                .agreed()
                .keySet()
                .forEach(key -> Optional.ofNullable(standing.lines().get(key))
                        .filter(line -> !line.customer().isPositive())
                        .ifPresent(line -> spent.add(unfunded(key))));
        return spent;
    }

    private static SortedMap<LineKey, Supplied> supplied(SortedMap<LineKey, Supplied> usage, SortedSet<LineKey> spent) {
        spent.forEach(key -> usage.computeIfPresent(key, (line, one) -> new Supplied(one.deviceMillis(), Money.ZERO)));
        usage.values().removeIf(Supplied::isNothing);
        return usage;
    }

    private static LineKey unfunded(LineKey key) {
        return new LineKey(
                key.contract(),
                key.attempt(),
                key.component(),
                key.site(),
                key.model(),
                key.tariffVersion(),
                key.tier(),
                "",
                key.day());
    }

    private MonthClose.Result close(int part, Set<ContractId> contracts, FundingBounds bounds) {
        return MonthClose.close(new CloseInput(
                input.period(),
                of(parts.parts().get(part), contracts),
                starts,
                input.prices().tariffs(),
                input.prices().contracts(),
                input.prices().grants(),
                bounds,
                opening(part),
                input.credits(),
                wholeMonth(part, contracts),
                cut(part)));
    }

    /** Returns the usage of these contracts; that of unknown ones too, so that it is named. */
    private UsageSet of(List<UsageInterval> usage, Set<ContractId> contracts) {
        return new UsageSet(usage.stream()
                .filter(one -> contracts.contains(one.contract())
                        || !input.prices().contracts().containsKey(one.contract()))
                .toList());
    }

    private Optional<UsageSet> wholeMonth(int part, Set<ContractId> contracts) {
        return input.closed() && part == input.parts().size() - 1
                ? Optional.of(of(parts.before(part + 1), contracts))
                : Optional.empty();
    }

    private Map<ContractId, DeviceMillis> opening(int part) {
        return input.prices().tariffs().graduated()
                ? new UsageSet(parts.before(part)).billedTime(input.period().interval())
                : Map.of();
    }

    /** Returns the records that a part is computed from now: those from its own first one on, up to the last of the journal. */
    private JournalCut cut(int part) {
        return new JournalCut(
                input.parts().get(part).fromSeq(),
                input.now().toSeq(),
                input.now().hash());
    }

    /** Returns what was settled of a contract's part and stays posted, although its usage gives less by now. */
    private List<KeptDeduction> kept(int part, ContractId contract, List<SubsidisedCharge> charges) {
        return issued(part, contract)
                .map(issued -> MovedApart.of(issued.notes()).kept(charges))
                .orElse(List.of());
    }

    private Optional<InvoiceDraft> difference(
            int part,
            ContractId contract,
            MonthClose.Result close,
            List<SubsidisedCharge> charges,
            List<KeptDeduction> kept) {
        List<SubsidisedCharge> own = charges.stream()
                .filter(charge -> charge.charge().key().contract().equals(contract))
                .toList();
        Optional<Issued> issued = issued(part, contract);
        if (own.isEmpty() && issued.isEmpty()) {
            return Optional.empty();
        }
        InvoiceDraft fresh = new Drafting(
                        Optional.ofNullable(input.prices().contracts().get(contract))
                                .orElseThrow(),
                        input.period(),
                        input.prices().grants().of(contract),
                        journal(part, contract, close))
                .draft(own);
        return issued.isEmpty()
                ? Optional.of(fresh)
                : UsageNotes.of(issued.get().invoice(), issued.get().notes(), fresh, kept, CAUSE);
    }

    /** Returns what a part was computed from; where nothing is left of a contract's part, the book is empty. */
    private JournalReference journal(int part, ContractId contract, MonthClose.Result close) {
        LineBook book = close.runs().stream()
                .map(RatingRun::book)
                .filter(one -> one.contract().equals(contract))
                .findFirst()
                .orElseGet(() -> LineBookWriter.keeping(contract).finished());
        JournalCut cut = cut(part);
        return new JournalReference(cut.fromSeq(), cut.toSeq(), cut.hash(), book.sha256(), Optional.of(book.root()));
    }

    /** Returns the invoice of a contract's part: the one whose records begin where the part's do. */
    private Optional<Issued> issued(int part, ContractId contract) {
        long from = input.parts().get(part).fromSeq();
        return input.documents().stream()
                .filter(document -> document.kind() == InvoiceKind.INVOICE
                        && document.contract().equals(contract)
                        && document.journal().fromSeq() == from)
                .findFirst()
                .map(invoice -> new Issued(
                        invoice,
                        input.documents().stream()
                                .filter(note -> note.corrects()
                                        .filter(one -> one.number().equals(invoice.number()))
                                        .isPresent())
                                .toList()));
    }
}
