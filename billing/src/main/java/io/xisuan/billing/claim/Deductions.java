package io.xisuan.billing.claim;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.Money;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads an issued document into what each of its lines deducted for each voucher.
 *
 * <p>A document states what each line deducts in all and what each voucher pays in all, and each line names the vouchers that were asked.
 * Where more than one was asked the parts follow from these sums: lines are filled in the order in which the vouchers stand, and amounts
 * are moved between vouchers of one line until each voucher comes to what it paid. Which fen of a line a voucher paid is of no
 * consequence to anybody; that the sums hold is.
 */
public final class Deductions {
    /** A step from one voucher to another over a line that both may pay. */
    private record Move(int line, int from, int to) {}

    private final List<InvoiceLine> lines;
    private final List<VoucherPayment> payments;
    private final long[][] fen;
    private final boolean[][] asked;

    private Deductions(Invoice document) {
        this.lines = document.lines();
        this.payments = document.voucherPayments();
        this.fen = new long[lines.size()][payments.size()];
        this.asked = new boolean[lines.size()][payments.size()];
        for (int line = 0; line < lines.size(); line++) {
            asked[line] = asked(lines.get(line));
        }
    }

    /** Returns the deductions of a document in order of line and voucher; together they are its subsidy. */
    public static List<Deduction> of(Invoice document) {
        if (document.voucherPayments().isEmpty()) {
            return List.of();
        }
        Deductions deductions = new Deductions(document);
        deductions.fill();
        deductions.level(true);
        deductions.level(false);
        return deductions.list(document);
    }

    /** Returns which payments' vouchers the line names; one that names none of them may draw on each. */
    private boolean[] asked(InvoiceLine line) {
        List<String> names = Arrays.asList(line.funding().split("\\+"));
        boolean[] named = new boolean[payments.size()];
        boolean any = false;
        for (int i = 0; i < named.length; i++) {
            named[i] = names.contains(payments.get(i).voucher().value());
            any |= named[i];
        }
        if (!any) {
            Arrays.fill(named, true);
        }
        return named;
    }

    /** Gives each line's amount to its vouchers in their order, as far as each has something left; the last one takes the rest. */
    private void fill() {
        long[] left =
                payments.stream().mapToLong(payment -> payment.amount().fen()).toArray();
        for (int line = 0; line < lines.size(); line++) {
            long open = lines.get(line).subsidy().fen();
            int last = 0;
            for (int i = 0; i < left.length; i++) {
                if (asked[line][i]) {
                    long part = open > 0 ? Math.clamp(left[i], 0, open) : Math.clamp(left[i], open, 0);
                    fen[line][i] += part;
                    left[i] -= part;
                    open -= part;
                    last = i;
                }
            }
            fen[line][last] += open;
            left[last] -= open;
        }
    }

    /**
     * Moves amounts between vouchers until each comes to what it paid.
     *
     * @param bounded whether no part may change its sign on the way
     */
    private void level(boolean bounded) {
        for (int to = 0; to < payments.size(); to++) {
            while (surplus(to) < 0) {
                Optional<List<Move>> path = path(to, bounded);
                if (path.isEmpty()) {
                    break;
                }
                push(path.get(), to, bounded);
            }
        }
    }

    private long surplus(int payment) {
        long sum = -payments.get(payment).amount().fen();
        for (long[] line : fen) {
            sum += line[payment];
        }
        return sum;
    }

    /** Finds a shortest way from a voucher with too much to one with too little. */
    private Optional<List<Move>> path(int to, boolean bounded) {
        Move[] reached = new Move[payments.size()];
        Deque<Integer> next = new ArrayDeque<>(List.of(to));
        while (!next.isEmpty()) {
            int at = next.removeFirst();
            for (int from = 0; from < payments.size(); from++) {
                Optional<Move> move = from == to || reached[from] != null ? Optional.empty() : move(from, at, bounded);
                if (move.isPresent()) {
                    reached[from] = move.get();
                    next.addLast(from);
                    if (surplus(from) > 0) {
                        return Optional.of(trace(reached, from, to));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Move> move(int from, int to, boolean bounded) {
        for (int line = 0; line < lines.size(); line++) {
            if (asked[line][from] && asked[line][to] && (!bounded || fen[line][from] > 0)) {
                return Optional.of(new Move(line, from, to));
            }
        }
        return bounded ? Optional.empty() : Optional.of(new Move(0, from, to));
    }

    private static List<Move> trace(Move[] reached, int from, int to) {
        List<Move> path = new ArrayList<>();
        for (int at = from; at != to; at = reached[at].to()) {
            path.add(reached[at]);
        }
        return Collections.unmodifiableList(path);
    }

    private void push(List<Move> path, int to, boolean bounded) {
        long amount = Math.min(surplus(path.getFirst().from()), -surplus(to));
        if (bounded) {
            for (Move move : path) {
                amount = Math.min(amount, fen[move.line()][move.from()]);
            }
        }
        for (Move move : path) {
            fen[move.line()][move.from()] -= amount;
            fen[move.line()][move.to()] += amount;
        }
    }

    private List<Deduction> list(Invoice document) {
        List<Deduction> list = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            for (int i = 0; i < payments.size(); i++) {
                if (fen[line][i] != 0) {
                    list.add(deduction(document, line, payments.get(i), Money.ofFen(fen[line][i])));
                }
            }
        }
        return List.copyOf(list);
    }

    private Deduction deduction(Invoice document, int index, VoucherPayment payment, Money amount) {
        InvoiceLine line = lines.get(index);
        return new Deduction(
                document.number(),
                index + 1,
                keyOf(document, line),
                document.buyer().tenant(),
                payment.programme(),
                payment.voucher(),
                line.gross(),
                line.net(),
                amount);
    }

    /** Returns what made the line one of its own. */
    static LineKey keyOf(Invoice document, InvoiceLine line) {
        return new LineKey(
                document.contract(),
                line.attempt(),
                line.component(),
                line.site(),
                line.model(),
                line.tariffVersion(),
                line.tier(),
                line.funding(),
                line.day());
    }
}
