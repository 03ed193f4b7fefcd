namespace Tieline.WebexSimulator.Tests.Scenarios;

/// <summary>Reads Scenarios.calls: scenario → person → the lines that the person is told.</summary>
public static class ScenarioTable
{
    private static readonly Dictionary<string, Dictionary<string, string>> Tables = Read();

    public static IEnumerable<string> Names => Tables.Keys;

    public static TheoryData<string> Scenarios => [.. Tables.Keys];

    public static string Of(string scenario, string person) => Tables[scenario].GetValueOrDefault(person, "");

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var reader = new StreamReader(typeof(ScenarioTable).Assembly.GetManifestResourceStream("Scenarios.calls")!);
        var tables = new Dictionary<string, Dictionary<string, string>>();
        var (scenario, person) = ("", "");
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                tables[scenario = line[4..]] = [];
            }
            else if (line.StartsWith("-- ", StringComparison.Ordinal))
            {
                tables[scenario][person = line[3..]] = "";
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                tables[scenario][person] += line + "\n";
            }
        }

        return tables;
    }
}
