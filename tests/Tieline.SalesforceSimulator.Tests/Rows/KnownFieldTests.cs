using System.Text.RegularExpressions;
using Tieline.SalesforceSimulator.Tests.Search;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>Describe against the list of standard fields that real clients were given, where that list lies beside the repository.</summary>
public sealed class KnownFieldTests(SeededOrg seeded) : IClassFixture<SeededOrg>
{
    [Fact]
    public async Task Describe_knows_every_field_of_the_standard_objects()
    {
        var path = Path();
        Assert.SkipWhen(path is null, "The list of fields does not lie beside the repository.");
        var lines = (await File.ReadAllTextAsync(path!, TestContext.Current.CancellationToken)).Split("## Appendix A")[1].Split("## Appendix B")[0].Split('\n');
        var missing = new List<string>();
        var admin = await seeded.Org.AsAsync("admin");
        foreach (var line in lines.Select(l => Regex.Match(l, @"^\* \*\*(\w+)\*\* \(\d+\): ([^|]*)")).Where(m => m.Success))
        {
            var name = line.Groups[1].Value;
            var known = (await admin.GetAsync($"sobjects/{name}/describe")).Is(200).Body!["fields"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => (bool)f!["nillable"]!);
            foreach (var field in line.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split(':')))
                if (!known.ContainsKey(field[0])) missing.Add($"{name}.{field[0]}");
        }

        Assert.Empty(missing);
    }

    private static string? Path()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Combine(folder.FullName, "shared", "facts", "salesforce.md") is var file && File.Exists(file)) return file;
        return null;
    }
}
