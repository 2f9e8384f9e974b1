package org.lockstep.spark.read.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowNamesTest {
  @Test
  void nameColumnsAreKnownByWholeWords() {
    List<String> usual =
        List.of(
            "nr",
            "Nr",
            "lfd_nr",
            "Kunden-Nr",
            "KundenNr",
            "kundennr",
            "Kundennummer",
            "Artikelnummer",
            "auftragsnr",
            "RECHNUNGSNUMMER",
            "Nummer",
            "auftragNr",
            "id",
            "customerId",
            "Unnamed: 0");
    assertThat(usual).allMatch(RowNames::isOne);
  }

  @Test
  void wordsWithTheSameEndingsAreOrdinaryColumns() {
    assertThat(List.of("price_inr", "snr", "SNR", "INR", "paid", "piano", "zimmernummern"))
        .noneMatch(RowNames::isOne);
  }
}
