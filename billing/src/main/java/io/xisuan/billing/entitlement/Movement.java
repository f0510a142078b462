package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.time.LocalDate;

/**
 * One posting to a line of a hold for one billing day, or the undoing of one. A hold's movements are only ever added to.
 *
 * @param command the id of the command that made it
 * @param amount positive for a posting, negative for its undoing
 */
public record Movement(String command, int line, LocalDate day, Money amount) {
    public Movement {
        if (amount.isZero()) {
            throw new IllegalArgumentException("Nothing moves by %s".formatted(command));
        }
    }
}
