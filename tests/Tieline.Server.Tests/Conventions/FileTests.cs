using System.Text.RegularExpressions;

namespace Tieline.Server.Tests.Conventions;

/// <summary>Conventions that can be read off the files.</summary>
public partial class FileTests
{
    // No registry's host may stand in a file: clones restore through whatever feed the machine is set up for.
    private static readonly string[] RegistryHosts = ["api.nuget" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org", "pypi" + ".org"];

    private static readonly string[] TextFiles = [".cs", ".razor", ".js", ".css", ".html", ".md", ".json", ".props", ".targets", ".csproj", ".slnx", ".yaml", ".yml", ".sh", ".txt", ""];

    private static IEnumerable<string> Texts => Repository.Files.Where(f => TextFiles.Contains(Path.GetExtension(f)));

    private static IEnumerable<string> SourceFiles => Repository.Files.Where(f =>
        f.EndsWith(".cs", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal));

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.Empty(TooLong(SourceFiles.Select(f => (f, Repository.Read(f)))));

    [Fact]
    public void A_source_file_that_is_too_long_is_seen() =>
        Assert.Single(TooLong([("Long.cs", string.Concat(Enumerable.Repeat("line\n", 401))), ("Short.cs", "line\n")]));

    [Fact]
    public void Nine_in_ten_source_files_have_at_most_200_lines_and_half_at_most_60()
    {
        var lengths = SourceFiles.Select(f => LinesIn(Repository.Read(f))).Order().ToList();
        Assert.InRange(lengths[lengths.Count * 9 / 10], 1, 200);
        Assert.InRange(lengths[lengths.Count / 2], 1, 60);
    }

    [Fact]
    public void Type_names_say_what_the_type_does() =>
        Assert.Empty(SourceFiles.Where(f => !f.EndsWith("Conventions/Planted.cs", StringComparison.Ordinal)).SelectMany(f => VagueNames(Repository.Read(f)).Select(n => $"{f}: {n}")));

    [Fact]
    public void A_vague_type_name_is_seen() =>
        Assert.Equal(["CallManager"], VagueNames(Repository.Read("tests/Tieline.Server.Tests/Conventions/Planted.cs")));

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() =>
        Assert.DoesNotContain(Texts, f => NamesARegistry(Repository.Read(f)));

    [Fact]
    public void A_file_that_names_the_host_of_a_package_registry_is_seen() =>
        Assert.True(NamesARegistry("<add key=\"feed\" value=\"https://" + RegistryHosts[0] + "/v3\" />"));

    [Fact]
    public void No_file_of_the_product_leans_on_the_machine_it_was_written_on() =>
        Assert.DoesNotContain(Texts, f => Repository.Read(f).Contains("/wo" + "rk/", StringComparison.Ordinal));

    internal static IEnumerable<string> TooLong(IEnumerable<(string Name, string Text)> files) =>
        from file in files let lines = LinesIn(file.Text) where lines > 400 select $"{file.Name}: {lines} lines";

    private static int LinesIn(string text) => text.Count(c => c == '\n');

    private static bool NamesARegistry(string text) => RegistryHosts.Any(host => text.Contains(host, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> VagueNames(string source) => VagueName().Matches(source).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\b(?:class|record|struct|interface)\s+(?:struct\s+|class\s+)?(\w+(?:Manager|Helper|Util|Utils|Common|Core|Base|Dto|Processor))\b")]
    private static partial Regex VagueName();
}
