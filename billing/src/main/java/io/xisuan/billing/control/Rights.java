package io.xisuan.billing.control;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may do what. Two rules hold for everybody, whatever the roles: nobody approves or rejects what he proposed, and only the one who
 * proposed withdraws.
 *
 * <p>As long as no role was ever given, everybody has every one, so that a store can be tried and the first administrator named; from
 * the first one on, somebody without a role may do nothing.
 *
 * @param roles the roles that stand; a person without any is absent
 * @param binding whether a role was ever given
 */
public record Rights(SortedMap<Principal, Set<Role>> roles, boolean binding) {
    /** Why something may not be done, for people. */
    public record Refusal(String reason) {}

    public Rights {
        SortedMap<Principal, Set<Role>> copy = new TreeMap<>();
        roles.forEach((who, has) -> {
            if (!has.isEmpty()) {
                copy.put(who, Collections.unmodifiableSet(EnumSet.copyOf(has)));
            }
        });
        roles = Collections.unmodifiableSortedMap(copy);
        if (!binding && !roles.isEmpty()) {
            throw new IllegalArgumentException("Roles were given, so they bind: " + roles);
        }
    }

    /** Rights of a store in which no role was given. */
    public static final Rights OPEN = new Rights(new TreeMap<>(), false);

    /** Returns why this may not be done by that person, or empty when it may. */
    public Optional<Refusal> refusal(Principal who, Action action) {
        if (!binding) {
            return Optional.empty();
        }
        Set<Role> has = roles.getOrDefault(who, Set.of());
        if (has.stream().anyMatch(role -> allows(role, action))) {
            return Optional.empty();
        }
        SortedSet<Role> needed = new TreeSet<>();
        for (Role role : Role.values()) {
            if (allows(role, action)) {
                needed.add(role);
            }
        }
        return Optional.of(new Refusal(
                "%s may not %s: that takes %s, and %s is %s".formatted(who, action.verb(), needed, who, text(has))));
    }

    /** Returns why a proposal may not be decided so by that person, or empty when it may: the roles and the two rules. */
    public Optional<Refusal> refusal(Principal who, Action action, Proposal proposal) {
        boolean own = proposal.proposedBy().equals(who);
        if ((action == Action.APPROVE || action == Action.REJECT) && own) {
            return Optional.of(new Refusal(
                    "%s proposed %s, so somebody else must %s it".formatted(who, proposal.name(), action.verb())));
        }
        if (action == Action.WITHDRAW && !own) {
            return Optional.of(new Refusal("%s was proposed by %s, who alone may withdraw it"
                    .formatted(proposal.name(), proposal.proposedBy())));
        }
        return refusal(who, action);
    }

    /** Returns whether a role may do it, when it stands alone. */
    public static boolean allows(Role role, Action action) {
        return switch (action) {
            case PROPOSE, WITHDRAW, DRAFT, RECORD_PAYMENT, RECORD_E_INVOICE, OPEN_DISPUTE ->
                role == Role.CLERK || role == Role.CONTROLLER;
            case APPROVE, REJECT, REVIEW, ISSUE, CLOSE_MONTH, AGREE_TERMS, RESOLVE_DISPUTE -> role == Role.CONTROLLER;
            case CHANGE_ROLES -> role == Role.ADMINISTRATOR;
        };
    }

    private static String text(Set<Role> has) {
        return has.isEmpty() ? "nothing" : new TreeSet<>(has).toString();
    }
}
