using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Makes the schema anew: what the cloud ships, then the org's own objects and fields, then its own picklist values.</summary>
internal static class CustomSchema
{
    internal static void Rebuild(SalesforceOrg org)
    {
        org.Schema.Reset();
        org.Schema.Offer(Schema.OrgSchema.SharedActivities, org.Switches.SharedActivities);
        foreach (var component in MetadataComponents.All(org, "CustomObject").Where(c => c.Text("KeyPrefix") is not null).ToList()) org.Schema.Put(CustomObjects.Definition(component));
        RelatedObjects.Relate(org.Schema);
        foreach (var component in MetadataComponents.All(org, "CustomField").OrderBy(c => c.Metadata().Text("type") == "Summary").ToList())
        {
            var (objectName, fieldName) = CustomFields.Parts(component.Text("FullName")!);
            var field = CustomFieldShape.Of(org, component.Metadata(), fieldName);
            foreach (var target in CustomFields.Targets(objectName)) org.Schema.Put(CustomFields.Added(org.Schema[target], field));
        }

        org.Picklists.ApplyAll();
        org.Records.IndexAnew();
    }
}
