package io.xisuan.billing.party;

/** Where a party is registered and where it pays its taxes; programmes may ask for either. */
public record Domicile(Jurisdiction registration, Jurisdiction taxes) {
    /** Returns one place for both. */
    public static Domicile at(Jurisdiction place) {
        return new Domicile(place, place);
    }
}
