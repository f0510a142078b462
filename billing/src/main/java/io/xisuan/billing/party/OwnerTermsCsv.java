package io.xisuan.billing.party;

import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.io.Reader;
import java.util.List;

/** What was agreed with owners of sites, from CSV with the columns {@code site,owner,share}. */
public final class OwnerTermsCsv {
    /**
     * What was agreed with one owner.
     *
     * @param share the owner's part of what is sold of the site without VAT
     */
    public record Terms(SiteId site, String owner, Rate share) {
        public Terms {
            if (owner.isBlank()) {
                throw new IllegalArgumentException("The owner of %s has a name".formatted(site));
            }
        }
    }

    private OwnerTermsCsv() {}

    /**
     * Reads a file.
     *
     * @throws io.xisuan.model.InputException naming line and column of the first cell that is wrong
     */
    public static List<Terms> read(String file, Reader text) {
        return CsvRows.read(file, text, List.of("site", "owner", "share")).each(row -> {
            SiteId site = row.cell("site", SiteId::new);
            Rate share = row.cell("share", Rate::parse);
            String owner = row.cell("owner", name -> name);
            return row.whole(() -> new Terms(site, owner, share));
        });
    }
}
