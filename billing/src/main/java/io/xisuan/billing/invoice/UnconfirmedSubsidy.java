package io.xisuan.billing.invoice;

import io.xisuan.model.ProgrammeId;

/**
 * A programme that may apply but is not counted in any figure, because something about it is not known.
 *
 * @param missing what is missing, for people
 */
public record UnconfirmedSubsidy(ProgrammeId programme, String missing) {}
