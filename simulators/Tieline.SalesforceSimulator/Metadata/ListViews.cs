using Tieline.SalesforceSimulator.Rest.Screens;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>The list views that stand in a deployed object's file.</summary>
internal static class ListViews
{
    internal static void Write(SalesforceOrg org, string userId, ComponentSource source, ObjectDefinition definition)
    {
        foreach (var view in source.Metadata.Children("listViews"))
        {
            var name = view.Text("fullName") ?? throw ComponentProblem.At(view, "Required field is missing: fullName");
            if (view.Text("label") is null) throw ComponentProblem.At(view, "Required field is missing: label");
            var before = ListViewResources.Of(org, definition.Name).Find(v => v.Text("DeveloperName") == name);
            SetupRows.Put(org, userId, "ListView", before, new Dictionary<string, object?> { ["DeveloperName"] = name, ["Name"] = view.Text("label"), ["SobjectType"] = definition.Name, ["IsSoqlCompatible"] = true });
        }
    }

    /// <summary>To be asked once all fields of the package are there: what a view shows must exist. One that cannot be is not kept.</summary>
    internal static IEnumerable<ComponentMessage> Problems(SalesforceOrg org, IEnumerable<ComponentSource> sources) =>
        from source in sources
        where source.Type.Name == "CustomObject" && org.Schema.Find(source.FullName) is not null
        from row in ListViewResources.Of(org, source.FullName)
        where source.Metadata.Children("listViews").Any(v => v.Text("fullName") == row.Text("DeveloperName"))
        let problem = Problem(org, org.Schema[source.FullName], row)
        where problem is not null
        select ComponentMessage.Failed("ListView", $"{source.FullName}.{row.Text("DeveloperName")}", source.FileName, new ComponentProblem(problem));

    internal static void Remove(SalesforceOrg org, string objectName)
    {
        foreach (var view in ListViewResources.Of(org, objectName)) org.Records.Erase(view);
    }

    private static string? Problem(SalesforceOrg org, ObjectDefinition definition, SalesforceRecord row)
    {
        try
        {
            ListViewDefinition.Of(org, definition, row).Compile(org, "", definition).Projection();
            return null;
        }
        catch (SalesforceRefusal refusal)
        {
            org.Records.Erase(row);
            return refusal.Message;
        }
    }
}
