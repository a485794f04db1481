// Runs the veraPDF engine: java Vera.java a.pdf b.pdf ... ; one line PASS or FAIL a file, exit 1 on a failure.
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString("ua1");
    int bad = 0;
    for (String file : files) {
      try (InputStream in = new FileInputStream(file);
          PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
        ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
        System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file);
        if (!result.isCompliant()) {
          bad++;
        }
        Map<String, String> seen = new TreeMap<>();
        for (TestAssertion one : result.getTestAssertions()) {
          if (one.getStatus() == TestAssertion.Status.FAILED) {
            seen.putIfAbsent(
                one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber(),
                one.getMessage() + " @ " + one.getLocation().getContext());
          }
        }
        seen.forEach((rule, words) -> System.out.println("  " + rule + "  " + words));
      }
    }
    System.exit(bad == 0 ? 0 : 1);
  }
}
