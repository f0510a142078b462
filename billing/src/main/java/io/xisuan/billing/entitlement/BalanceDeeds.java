package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.Answer.Done;
import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The commands on one balance alone: what it may bear, what is used elsewhere, and its end. */
final class BalanceDeeds {
    /** One source's word on one balance. */
    private record Word(AccountId account, String source) implements Comparable<Word> {
        private static final Comparator<Word> ORDER =
                Comparator.comparing(Word::account).thenComparing(Word::source);

        @Override
        public int compareTo(Word other) {
            return ORDER.compare(this, other);
        }
    }

    private final Balances accounts;
    private final SortedMap<Word, Declaration> declarations = new TreeMap<>();

    BalanceDeeds(Balances accounts) {
        this.accounts = accounts;
    }

    void admit(Declaration declaration) {
        declarations.put(new Word(declaration.account(), declaration.source()), declaration);
    }

    Iterable<Declaration> declarations() {
        return declarations.values();
    }

    Optional<Declaration> declaration(AccountId account, String source) {
        return Optional.ofNullable(declarations.get(new Word(account, source)));
    }

    Answer open(Command.Open open) {
        if (accounts.find(open.account()).isPresent()) {
            return new Refused(RefusalReason.ACCOUNT_EXISTS, open.account().toString());
        }
        accounts.put(Account.opened(open.account(), open.authority(), open.granted()));
        return new Done();
    }

    Answer regrant(Command.Regrant regrant) {
        return on(regrant.account(), account -> done(account.withGranted(regrant.granted())));
    }

    Answer declare(Command.Declare declare) {
        Word word = new Word(declare.account(), declare.source());
        Optional<Declaration> before = Optional.ofNullable(declarations.get(word));
        Declaration next = new Declaration(declare.account(), declare.source(), declare.asOf(), declare.used());
        if (before.isPresent() && !next.asOf().isAfter(before.get().asOf())) {
            return repeated(before.get(), next);
        }
        Money more = next.used().minus(before.map(Declaration::used).orElse(Money.ZERO));
        Answer answer = on(
                declare.account(),
                account -> done(account.withDeclared(account.declared().plus(more))));
        if (answer.done()) {
            declarations.put(word, next);
        }
        return answer;
    }

    private static Answer repeated(Declaration before, Declaration next) {
        if (next.equals(before)) {
            return new Done();
        }
        RefusalReason reason =
                next.asOf().equals(before.asOf()) ? RefusalReason.COMMAND_REUSED : RefusalReason.SUPERSEDED;
        return new Refused(
                reason,
                "%s: %s said %s as of %s, not %s as of %s: date a correction later"
                        .formatted(
                                before.account(),
                                before.source(),
                                before.used(),
                                before.asOf(),
                                next.used(),
                                next.asOf()));
    }

    Answer expire(Command.Expire expire) {
        return on(expire.account(), account -> {
            if (account.pending().isPositive()) {
                return new Refused(
                        RefusalReason.HOLDS_OPEN,
                        "%s has %s in open holds and %s free"
                                .formatted(account.id(), account.pending(), account.free()));
            }
            return done(account.expiring(expire.claimByMillis()));
        });
    }

    Answer reopen(Command.Reopen reopen) {
        return on(reopen.account(), account -> {
            if (reopen.amount().compareTo(account.expired()) > 0) {
                return new Refused(
                        RefusalReason.NOT_EXPIRED,
                        "%s has %s expired, less than %s".formatted(account.id(), account.expired(), reopen.amount()));
            }
            if (reopen.asOfMillis() >= account.claimByMillis()) {
                return new Refused(
                        RefusalReason.CLAIM_PERIOD_OVER,
                        "%s has %s expired, of which %s could be opened until %d, not at %d"
                                .formatted(
                                        account.id(),
                                        account.expired(),
                                        reopen.amount(),
                                        account.claimByMillis(),
                                        reopen.asOfMillis()));
            }
            return done(account.reopening(reopen.amount()));
        });
    }

    Answer revoke(Command.Revoke revoke) {
        return on(revoke.account(), account -> {
            if (revoke.amount().isNegative() || revoke.amount().compareTo(account.free()) > 0) {
                return new Refused(
                        RefusalReason.NOT_FREE,
                        "%s has %s free, less than %s".formatted(account.id(), account.free(), revoke.amount()));
            }
            return done(account.revoking(revoke.amount()));
        });
    }

    private Answer on(AccountId id, Function<Account, Answer> deed) {
        return accounts.find(id).map(deed).orElseGet(() -> new Refused(RefusalReason.UNKNOWN_ACCOUNT, id.toString()));
    }

    private Answer done(Account account) {
        accounts.put(account);
        return new Done();
    }
}
