using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// A channel member's filter: a condition on the event's own fields, in SOQL's words. Used within the org's gate.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-filtering.html
/// </summary>
public static class FilterExpression
{
    /// <summary>The test it means; throws the refusal of one that cannot be read.</summary>
    public static Func<SalesforceRecord, bool> Compile(SalesforceOrg org, string objectName, string expression)
    {
        // In brackets nothing but a condition fits: no ORDER BY, no LIMIT.
        var context = new QueryContext(org, userId: "", new SourceText($"SELECT Id FROM {objectName} WHERE ({expression})"), basePath: "", includeDeleted: true);
        var query = SoqlParser.Parse(context.Source);
        if (!IsPlain(query.Where!)) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "A filter expression compares the event's own fields with values", "FilterExpression");
        var compiled = CompiledQuery.Of(context, query);
        return row => compiled.Rows([row]).Any();
    }

    private static bool IsPlain(Condition condition) => condition switch
    {
        AndCondition and => and.Parts.All(IsPlain),
        OrCondition or => or.Parts.All(IsPlain),
        NotCondition not => IsPlain(not.Inner),
        Comparison comparison => IsOwn(comparison.Left),
        InList list => IsOwn(list.Left),
        _ => false,
    };

    private static bool IsOwn(Operand operand) => operand is FieldPath { Parts.Count: 1 };
}
