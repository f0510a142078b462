package io.xisuan.billing.party;

import java.util.Optional;

/** The owner of a site that another sells: it gets a settlement statement of what was sold of it. */
public record SiteOwner(Names names, Optional<CreditCode> creditCode) {}
