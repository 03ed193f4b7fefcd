using System.Globalization;
using System.Text.RegularExpressions;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Conventions;

namespace Tieline.Server.Tests.Lightning;

public sealed partial class TextsTests
{
    public static TheoryData<CallOutcome> Outcomes { get; } = [.. Enum.GetValues<CallOutcome>()];

    [Fact]
    public void English_and_Danish_have_the_same_keys() =>
        Assert.Equal(Texts.Keys(CultureInfo.InvariantCulture).Order(), Texts.Keys(CultureInfo.GetCultureInfo("da")).Order());

    [Fact]
    public void Both_languages_fill_the_same_holes()
    {
        var english = Texts.For("en_US");
        var danish = Texts.For("da");
        Assert.DoesNotContain(Texts.Keys(CultureInfo.InvariantCulture), key => HolesOf(english[key]) != HolesOf(danish[key]));
    }

    [Fact]
    public void Every_key_asked_for_exists()
    {
        var known = Texts.Keys(CultureInfo.InvariantCulture);
        var asked = Sources().SelectMany(file => Asked().Matches(file.Text).SelectMany(match => KeyOf().Matches(match.Groups["asked"].Value)).Select(match => (file.Name, Key: match.Groups["key"].Value))).ToList();
        Assert.Contains(asked, use => use.Key == "PeopleTaken"); // One of two, in Say[gives ? "PeopleGiven" : "PeopleTaken", ...].
        Assert.DoesNotContain(asked, use => !known.Contains(use.Key));
    }

    /// <summary>What is kept to be read later must not be English for good: a reason is a cloud's own words or a kept sentence.</summary>
    [Fact]
    public void No_reason_that_is_kept_is_a_sentence_of_the_code() =>
        Assert.Empty(Sources().SelectMany(file => KeptInWords().Matches(file.Text).Select(match => $"{file.Name}: {match.Value}")));

    [Theory]
    [InlineData("say:[\"DeliveryGivenUpAfter\",\"Grace\",\"say:[\\\"DeliveryStale\\\"]\"]", "Opgivet af Grace. Før: En anden server har skrevet denne log imens.")]
    [InlineData("say:[\"DeliveryGivenUp\"]", "Opgivet af {0}.")]
    [InlineData("say:[\"NoSuchSentence\",\"x\"]", "say:[\"NoSuchSentence\",\"x\"]")]
    [InlineData("say:nothing", "say:nothing")]
    [InlineData("REQUIRED_FIELD_MISSING: Name a budget.", "REQUIRED_FIELD_MISSING: Name a budget.")]
    [InlineData("", "")]
    public void A_kept_sentence_is_said_in_the_language_of_its_reader_and_other_words_as_they_are(string kept, string said) => Assert.Equal(said, Texts.For("da").Told(kept));

    [Fact]
    public void Every_key_is_used()
    {
        var literals = Sources().SelectMany(file => Literal().Matches(file.Text).Select(match => match.Groups["key"].Value)).ToHashSet();
        Assert.DoesNotContain(Texts.Keys(CultureInfo.InvariantCulture), key => !key.Contains('.', StringComparison.Ordinal) && !literals.Contains(key));
    }

    [Fact]
    public void What_has_a_name_of_its_own_in_the_code_has_its_texts_and_no_text_is_left_over() =>
        Assert.Equal(NamedTexts.All().Order(), Texts.Keys(CultureInfo.InvariantCulture).Where(key => key.Contains('.', StringComparison.Ordinal)).Order());

    [Fact]
    public void Every_sentence_of_call_control_can_be_said()
    {
        var known = Texts.Keys(CultureInfo.InvariantCulture);
        var sentences = typeof(CallSentences).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.DoesNotContain(sentences, key => !known.Contains(key));
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Every_outcome_of_a_call_can_be_said_in_the_Task(CallOutcome outcome) => Assert.Contains($"Outcome{outcome}", Texts.Keys(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("da", "Besvar")]
    [InlineData("en_US", "Answer")]
    [InlineData("en", "Answer")]
    [InlineData("da_DK", "Besvar")]
    [InlineData("xx_nonsense", "Answer")]
    [InlineData("", "Answer")]
    [InlineData(null, "Answer")]
    public void The_agents_Salesforce_language_chooses_the_words(string? language, string answer) => Assert.Equal(answer, Texts.For(language)["Answer"]);

    [Fact]
    public void What_the_doors_of_panels_say_is_in_the_texts() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Tieline.Server", "Users"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "LaunchKeyEndpoints.cs") // The administrator's, who reads English with his key.
            .Where(file => SpokenLiteral().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    private static string HolesOf(string text) => string.Join(',', Hole().Matches(text).Select(match => match.Value).Distinct().Order());

    private static IEnumerable<(string Name, string Text)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Tieline.Server"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    // Say["Key"], say[isSo ? "Key" : "Other", ...], texts["Key"], KeptSentence.Of("Key"): how code asks for a sentence. What fills its holes is none.
    [GeneratedRegex("\\b(?:(?:[sS]ay|_?[tT]exts|English|Danish)\\[|KeptSentence\\.Of\\()(?<asked>[^,\\[\\]\\n]*?\"[A-Z]\\w+\"[^,\\[\\]\\n]*)[,\\])]")]
    private static partial Regex Asked();

    [GeneratedRegex("(?<![=!]= )\"(?<key>[A-Z]\\w+)\"(?! \\+)")]
    private static partial Regex KeyOf();

    [GeneratedRegex("\"(?<key>[A-Z]\\w+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("Results\\.Problem\\(\\s*\\$?\"")]
    private static partial Regex SpokenLiteral();

    [GeneratedRegex("\\{\\d+\\}")]
    private static partial Regex Hole();

    [GeneratedRegex("(?:NotNeeded\\(|DeliveryOutcome\\.Failed\\(\\s*FailureKind\\.\\w+, |ConnectionStatus\\(ConnectionState\\.\\w+, |subscriptions\\.NoteAsync\\([^;\\n]*false, )\\$?\"[^\"]+\"")]
    private static partial Regex KeptInWords();
}
