using System.Text.RegularExpressions;

namespace Tieline.Server.Tests.Conventions;

/// <summary>docs/operate.md names all that an operator can set and measure.</summary>
public partial class OperatingGuideTests
{
    private static readonly string Guide = Repository.Read("docs/operate.md");

    private static readonly string Server = string.Concat(
        Repository.Files.Where(file => file.StartsWith("src/Tieline.Server/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Read));

    [Fact]
    public void Every_setting_of_the_server_is_explained() =>
        Assert.DoesNotContain(typeof(TielineOptions).GetProperties().Select(setting => $"`Tieline:{setting.Name}`"), IsUnexplained);

    [Fact]
    public void Every_environment_variable_that_the_server_reads_is_explained() =>
        Assert.DoesNotContain(VariablesIn(Server), IsUnexplained);

    [Fact]
    public void Every_metric_is_explained() => Assert.DoesNotContain(MetricsIn(Server), metric => IsUnexplained(metric) && IsUnexplained(metric.Replace('.', '_')));

    [Fact]
    public void No_variable_is_explained_that_nobody_reads() =>
        Assert.DoesNotContain(Variable().Matches(Guide).Select(found => found.Value), name => !Server.Contains(name, StringComparison.Ordinal));

    [Fact]
    public void What_is_read_and_not_explained_is_seen()
    {
        const string Code = """var a = Read("TIELINE_SECRET_SWITCH"); var b = builder.Configuration["Deep:Secret"]; meter.CreateCounter<long>("tieline.secret.count");""";
        Assert.Equal(["`Deep:Secret`", "`TIELINE_SECRET_SWITCH`"], VariablesIn(Code).Where(IsUnexplained));
        Assert.Equal(["tieline.secret.count"], MetricsIn(Code));
    }

    private static bool IsUnexplained(string name) => !Guide.Contains(name, StringComparison.Ordinal);

    private static IEnumerable<string> VariablesIn(string code) =>
        Variable().Matches(code).Select(found => found.Value).Concat(Key().Matches(code).Select(found => found.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`");

    private static IEnumerable<string> MetricsIn(string code) => Metric().Matches(code).Select(found => found.Groups[1].Value).Distinct();

    [GeneratedRegex("TIELINE_[A-Z_]+[A-Z]")]
    private static partial Regex Variable();

    [GeneratedRegex("""Configuration\["([^"{]+)"\]""")]
    private static partial Regex Key();

    [GeneratedRegex("Create\\w+(?:<\\w+>)?\\(\\s*\"(tieline\\.[a-z_.]+)\"")]
    private static partial Regex Metric();
}
