namespace Tieline.Webex.Tests.Conventions;

public class ApiConventionTests
{
    [Fact]
    public void Every_group_is_on_the_client_and_every_operation_is_async_and_can_be_given_up()
    {
        var findings = ApiConventions.Check(typeof(WebexClient), typeof(WebexClient).Assembly.GetTypes());

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
        Assert.Equal(7, typeof(WebexClient).GetProperties().Length);
    }

    [Fact]
    public void The_check_sees_each_kind_of_violation()
    {
        var findings = string.Join('\n', ApiConventions.Check(typeof(PlantedClient), [typeof(PlantedApi)]));

        Assert.Contains("PlantedClient has no property 'Planted'", findings);
        Assert.Contains("PlantedApi is not sealed", findings);
        Assert.Contains("PlantedApi has a public constructor", findings);
        Assert.Contains("PlantedApi.Fetch returns String", findings);
        Assert.Contains("PlantedApi.Fetch does not end in 'Async'", findings);
        Assert.Contains("PlantedApi.Fetch does not end with a parameter", findings);
        Assert.Contains("PlantedApi.ForgetAsync has an optional cancellationToken", findings);
    }

    [Fact]
    public void Every_public_operation_and_type_of_the_wire_names_the_vendors_page()
    {
        var documentation = System.Xml.Linq.XDocument.Load(Path.ChangeExtension(typeof(WebexClient).Assembly.Location, ".xml"));
        var operations = typeof(WebexClient).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Name.EndsWith("Api", StringComparison.Ordinal))
            .Select(type => "M:" + type.FullName + ".");

        var silent = documentation.Descendants("member")
            .Where(member => operations.Any(prefix => member.Attribute("name")!.Value.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(member => !member.Attribute("name")!.Value.Contains("#ctor", StringComparison.Ordinal))
            .Where(member => member.Descendants("a").All(link => link.Attribute("href")?.Value.StartsWith("https://developer.webex.com/", StringComparison.Ordinal) != true))
            .Select(member => member.Attribute("name")!.Value);

        Assert.Equal([], silent);
    }
}

public sealed class PlantedClient;

public class PlantedApi
{
    public string Fetch() => "at once";

    public Task ForgetAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
