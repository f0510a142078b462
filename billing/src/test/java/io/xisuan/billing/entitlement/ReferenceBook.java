package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A plain, slow book to compare with: it keeps only what was said (limits, holds, postings) as lists, and works every figure out
 * anew from them in big integers. It shares no arithmetic with the fast one.
 */
final class ReferenceBook {
    /** A balance: its limit, and what was taken out of it for good. */
    static final class Limit {
        final AccountId id;
        BigInteger granted;
        BigInteger expired = BigInteger.ZERO;
        BigInteger revoked = BigInteger.ZERO;
        final List<Object[]> words = new ArrayList<>();
        long claimBy;

        Limit(AccountId id, BigInteger granted) {
            this.id = id;
            this.granted = granted;
        }

        BigInteger declared() {
            return words.stream().map(word -> (BigInteger) word[2]).reduce(BigInteger.ZERO, BigInteger::add);
        }
    }

    static final class Line {
        final List<AccountId> legs;
        final BigInteger held;
        BigInteger posted = BigInteger.ZERO;
        BigInteger released = BigInteger.ZERO;

        Line(List<AccountId> legs, BigInteger held) {
            this.legs = legs;
            this.held = held;
        }

        BigInteger open() {
            return held.subtract(posted).subtract(released);
        }
    }

    static final class Reserved {
        final HoldOwner owner;
        final List<Line> lines = new ArrayList<>();
        final List<Object[]> postings = new ArrayList<>();
        String state = "HELD";
        final long expires;

        Reserved(HoldOwner owner, long expires) {
            this.owner = owner;
            this.expires = expires;
        }
    }

    final List<Limit> limits = new ArrayList<>();
    final List<Reserved> holds = new ArrayList<>();
    private final List<Command> seen = new ArrayList<>();
    private final List<Boolean> answers = new ArrayList<>();

    /** Applies a command and returns whether it was done. */
    boolean apply(Command command) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).id().equals(command.id())) {
                return seen.get(i).equals(command) && answers.get(i);
            }
        }
        boolean done = decide(command);
        seen.add(command);
        answers.add(done);
        return done;
    }

    private boolean decide(Command command) {
        return switch (command) {
            case Command.Open open ->
                limit(open.account()).isEmpty() && limits.add(new Limit(open.account(), fen(open.granted())));
            case Command.Regrant regrant ->
                with(limit(regrant.account()), limit -> grant(limit, fen(regrant.granted())));
            case Command.Declare declare -> with(limit(declare.account()), limit -> declare(limit, declare));
            case Command.Expire expire -> with(limit(expire.account()), limit -> expire(limit, expire.claimByMillis()));
            case Command.Reopen reopen -> with(limit(reopen.account()), limit -> reopen(limit, reopen));
            case Command.Revoke revoke -> with(limit(revoke.account()), limit -> revoke(limit, fen(revoke.amount())));
            case Command.Place place -> place(place);
            case Command.Activate activate -> with(live(activate.holdId()), ReferenceBook::activate);
            case Command.Extend extend -> with(live(extend.holdId()), hold -> take(hold, extend.lines()));
            case Command.Post post -> post(post);
            case Command.Trim trim -> with(live(trim.holdId()), hold -> trim(hold, trim));
            case Command.Resolve resolve -> with(live(resolve.holdId()), ReferenceBook::resolve);
            case Command.VoidHold voided ->
                with(live(voided.holdId()), hold -> posted(hold).signum() == 0 && resolve(hold));
            case Command.Lapse lapse -> with(live(lapse.holdId()), hold -> lapse(hold, lapse.asOfMillis()));
            case Command.Unpost unpost -> with(hold(unpost.holdId()), hold -> unpost(hold, fen(unpost.amount())));
            case Command.Transfer transfer -> with(hold(transfer.holdId()), hold -> transfer(hold, transfer));
        };
    }

    /** Returns whether there is such a thing and the deed on it was done. */
    private static <T> boolean with(Optional<T> thing, Predicate<T> deed) {
        return thing.filter(deed).isPresent();
    }

    private static boolean grant(Limit limit, BigInteger granted) {
        limit.granted = granted;
        return true;
    }

    private static boolean activate(Reserved hold) {
        hold.state = "ACTIVE";
        return true;
    }

    private boolean lapse(Reserved hold, long asOfMillis) {
        return !hold.state.equals("ACTIVE") && asOfMillis >= hold.expires && resolve(hold);
    }

    private boolean declare(Limit limit, Command.Declare declare) {
        for (Object[] word : limit.words) {
            if (word[0].equals(declare.source())) {
                LocalDate known = (LocalDate) word[1];
                if (declare.asOf().isAfter(known)) {
                    word[1] = declare.asOf();
                    word[2] = fen(declare.used());
                    return true;
                }
                return declare.asOf().equals(known) && word[2].equals(fen(declare.used()));
            }
        }
        return limit.words.add(new Object[] {declare.source(), declare.asOf(), fen(declare.used())});
    }

    private boolean expire(Limit limit, long claimBy) {
        if (pending(limit.id).signum() > 0) {
            return false;
        }
        limit.expired = limit.expired.add(free(limit.id));
        limit.claimBy = Math.max(limit.claimBy, claimBy);
        return true;
    }

    private static boolean reopen(Limit limit, Command.Reopen reopen) {
        if (fen(reopen.amount()).compareTo(limit.expired) > 0 || reopen.asOfMillis() >= limit.claimBy) {
            return false;
        }
        limit.expired = limit.expired.subtract(fen(reopen.amount()));
        return true;
    }

    private boolean revoke(Limit limit, BigInteger amount) {
        if (amount.signum() < 0 || amount.compareTo(free(limit.id)) > 0) {
            return false;
        }
        limit.revoked = limit.revoked.add(amount);
        return true;
    }

    private boolean place(Command.Place place) {
        boolean known = holds.stream()
                .anyMatch(hold -> hold.owner.equals(place.owner())
                        || (hold.owner.timeless().equals(place.owner().timeless()) && !hold.state.equals("RESOLVED")));
        Reserved hold = new Reserved(place.owner(), place.expiresAtMillis());
        return !known && take(hold, place.lines()) && holds.add(hold);
    }

    /** Adds the lines one by one to the lists, and takes them all off again when one of them passes a balance. */
    private boolean take(Reserved hold, List<LineRequest> lines) {
        boolean listed = holds.contains(hold);
        if (!listed) {
            holds.add(hold);
        }
        int before = hold.lines.size();
        boolean all = true;
        for (LineRequest line : lines) {
            for (AccountId leg : line.legs()) {
                all &= limit(leg).isPresent() && fen(line.amount()).compareTo(free(leg)) <= 0;
            }
            hold.lines.add(new Line(line.legs(), fen(line.amount())));
        }
        if (!all) {
            hold.lines.subList(before, hold.lines.size()).clear();
        }
        if (!listed) {
            holds.remove(hold);
        }
        return all;
    }

    private boolean post(Command.Post post) {
        Optional<Reserved> found = hold(post.holdId());
        if (found.isEmpty()) {
            return false;
        }
        Reserved hold = found.get();
        BigInteger standing = BigInteger.ZERO;
        for (Object[] posting : hold.postings) {
            if (posting[0].equals(post.line()) && posting[1].equals(post.day())) {
                standing = standing.add((BigInteger) posting[2]);
            }
        }
        if (standing.signum() != 0) {
            return false;
        }
        if (hold.state.equals("RESOLVED") || post.line() < 0 || post.line() >= hold.lines.size()) {
            return false;
        }
        Line line = hold.lines.get(post.line());
        if (fen(post.amount()).compareTo(line.open()) > 0) {
            return false;
        }
        line.posted = line.posted.add(fen(post.amount()));
        hold.postings.add(new Object[] {post.line(), post.day(), fen(post.amount())});
        return true;
    }

    private static boolean trim(Reserved hold, Command.Trim trim) {
        if (trim.line() < 0 || trim.line() >= hold.lines.size()) {
            return false;
        }
        Line line = hold.lines.get(trim.line());
        line.released = line.released.add(line.open().subtract(fen(trim.keep())).max(BigInteger.ZERO));
        return true;
    }

    private static boolean resolve(Reserved hold) {
        hold.lines.forEach(line -> line.released = line.released.add(line.open()));
        hold.state = "RESOLVED";
        return true;
    }

    private static BigInteger posted(Reserved hold) {
        return hold.lines.stream().map(line -> line.posted).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static boolean unpost(Reserved hold, BigInteger amount) {
        if (amount.compareTo(posted(hold)) > 0) {
            return false;
        }
        BigInteger left = amount;
        while (left.signum() > 0) {
            Object[] last = hold.postings.getLast();
            BigInteger part = left.min((BigInteger) last[2]);
            Line line = hold.lines.get((Integer) last[0]);
            line.posted = line.posted.subtract(part);
            line.released = hold.state.equals("RESOLVED") ? line.released.add(part) : line.released;
            takeOff(hold, (Integer) last[0], (LocalDate) last[1], part);
            left = left.subtract(part);
        }
        return true;
    }

    private static void takeOff(Reserved hold, int line, LocalDate day, BigInteger amount) {
        BigInteger left = amount;
        for (int i = hold.postings.size() - 1; i >= 0 && left.signum() > 0; i--) {
            Object[] posting = hold.postings.get(i);
            if (posting[0].equals(line) && posting[1].equals(day)) {
                BigInteger part = left.min((BigInteger) posting[2]);
                posting[2] = ((BigInteger) posting[2]).subtract(part);
                left = left.subtract(part);
            }
        }
        hold.postings.removeIf(posting -> ((BigInteger) posting[2]).signum() == 0);
    }

    private boolean transfer(Reserved hold, Command.Transfer transfer) {
        if (transfer.line() < 0 || transfer.line() >= hold.lines.size()) {
            return false;
        }
        Line line = hold.lines.get(transfer.line());
        BigInteger amount = fen(transfer.amount());
        BigInteger there = line.open();
        if (transfer.postedOn().isPresent()) {
            there = BigInteger.ZERO;
            for (Object[] posting : hold.postings) {
                if (posting[0].equals(transfer.line())
                        && posting[1].equals(transfer.postedOn().get())) {
                    there = there.add((BigInteger) posting[2]);
                }
            }
        }
        boolean room = transfer.legs().stream()
                .filter(leg -> !line.legs.contains(leg))
                .allMatch(leg -> limit(leg).isPresent() && amount.compareTo(free(leg)) <= 0);
        if (!sameButYears(transfer.legs(), line.legs) || amount.compareTo(there) > 0 || !room) {
            return false;
        }
        Line entered = new Line(transfer.legs(), amount);
        line.released = line.released.add(amount);
        transfer.postedOn().ifPresent(day -> {
            line.posted = line.posted.subtract(amount);
            entered.posted = amount;
            takeOff(hold, transfer.line(), day, amount);
            hold.postings.add(new Object[] {hold.lines.size(), day, amount});
        });
        hold.lines.add(entered);
        return true;
    }

    private static boolean sameButYears(List<AccountId> some, List<AccountId> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            AccountId one = some.get(i);
            AccountId other = others.get(i);
            same = one.kind() == other.kind()
                    && one.programme().equals(other.programme())
                    && one.owner().equals(other.owner());
        }
        return same;
    }

    Optional<Limit> limit(AccountId id) {
        return limits.stream().filter(limit -> limit.id.equals(id)).findFirst();
    }

    private Optional<Reserved> hold(String id) {
        return holds.stream().filter(hold -> hold.owner.holdId().equals(id)).findFirst();
    }

    private Optional<Reserved> live(String id) {
        return hold(id).filter(hold -> !hold.state.equals("RESOLVED"));
    }

    BigInteger pending(AccountId id) {
        return sum(id, false);
    }

    BigInteger posted(AccountId id) {
        return sum(id, true);
    }

    private BigInteger sum(AccountId id, boolean posted) {
        BigInteger sum = BigInteger.ZERO;
        for (Reserved hold : holds) {
            for (Line line : hold.lines) {
                if (line.legs.contains(id)) {
                    sum = sum.add(posted ? line.posted : line.open());
                }
            }
        }
        return sum;
    }

    /** Returns what is free: never less than nothing. */
    BigInteger free(AccountId id) {
        Limit limit = limit(id).orElseThrow();
        return limit.granted
                .subtract(pending(id))
                .subtract(posted(id))
                .subtract(limit.expired)
                .subtract(limit.revoked)
                .subtract(limit.declared())
                .max(BigInteger.ZERO);
    }

    private static BigInteger fen(Money amount) {
        return BigInteger.valueOf(amount.fen());
    }
}
