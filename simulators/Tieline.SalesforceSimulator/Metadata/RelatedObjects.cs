using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>What tasks and events may be about: beside what the cloud ships the org's own objects that were deployed with <c>enableActivities</c>.</summary>
internal static class RelatedObjects
{
    /// <summary>The ability of such objects.</summary>
    internal const string Activities = "activities";

    private static readonly (string ObjectName, string Field)[] References = [("Task", "WhatId"), ("Event", "WhatId"), ("TaskRelation", "RelationId")];

    internal static void Relate(OrgSchema schema)
    {
        foreach (var (objectName, fieldName) in References)
        {
            if (schema.Find(objectName) is not { } definition) continue;
            var field = definition.Field(fieldName)!;
            var own = schema.Objects.Where(o => o.Can(Activities)).Select(o => o.Name).Order(StringComparer.Ordinal);
            schema.Put(definition.With(field with { ReferenceTo = [.. field.ReferenceTo.Where(t => !Permissionable.IsCustom(t)), .. own] }));
        }
    }
}
