namespace Tieline.Salesforce.Tests.Conventions;

public class ApiConventionTests
{
    [Fact]
    public void Every_group_is_on_the_client_and_every_operation_is_async_and_can_be_given_up()
    {
        var findings = ApiConventions.Check(typeof(SalesforceClient), typeof(SalesforceClient).Assembly.GetTypes());

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
        Assert.Equal(8, typeof(SalesforceClient).GetProperties().Length);
    }

    [Fact]
    public void The_check_sees_a_planted_violation()
    {
        var findings = string.Join('\n', ApiConventions.Check(typeof(PlantedClient), [typeof(PlantedApi)]));

        Assert.Contains("PlantedClient has no property 'Planted'", findings);
        Assert.Contains("PlantedApi.GetAsync does not end with a parameter", findings);
    }

    [Fact]
    public void Every_operation_names_the_vendors_page()
    {
        var documentation = System.Xml.Linq.XDocument.Load(Path.ChangeExtension(typeof(SalesforceClient).Assembly.Location, ".xml"));
        var operations = typeof(SalesforceClient).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Name.EndsWith("Api", StringComparison.Ordinal))
            .Select(type => "M:" + type.FullName + ".")
            .ToList();

        var silent = documentation.Descendants("member")
            .Select(member => (Name: member.Attribute("name")!.Value, Links: member.Descendants("a").Select(link => link.Attribute("href")?.Value ?? "")))
            .Where(member => operations.Any(prefix => member.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(member => !member.Links.Any(link => link.StartsWith("https://developer.salesforce.com/", StringComparison.Ordinal) || link.StartsWith("https://help.salesforce.com/", StringComparison.Ordinal)))
            .Select(member => member.Name);

        Assert.Equal(8, operations.Count);
        Assert.Equal([], silent);
    }
}

public sealed class PlantedClient;

public sealed class PlantedApi
{
    internal PlantedApi()
    {
    }

    public Task GetAsync() => Task.CompletedTask;
}
