using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>
/// USING SCOPE. The org has no territories, teams or scoping rules: scopes over the first two are refused, and no rule narrows anything.
/// See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_using_scope.htm
/// </summary>
public static class QueryScopes
{
    public static Func<SalesforceRecord, bool> Of(QueryContext context, ObjectDefinition definition, SoqlQuery query)
    {
        if (query.Scope is not { } scope) return _ => true;
        switch (scope.Name.ToUpperInvariant())
        {
            case "EVERYTHING" or "SCOPING_RULE" or "SCOPINGRULE":
                return _ => true;
            case "MINE" when definition.Field("OwnerId") is not null:
                return row => row.Text("OwnerId") == context.UserId;
            case "DELEGATED" when definition.Name == "Task":
                return row => row.Text("CreatedById") == context.UserId && row.Text("OwnerId") != context.UserId;
            case "MINE" or "DELEGATED" or "TEAM" or "MYTERRITORY" or "MY_TEAM_TERRITORY":
                throw context.Source.Error("INVALID_QUERY_SCOPE", $"scope '{scope.Name}' is not supported for {definition.Name}", scope.At);
            default:
                throw context.Source.Unexpected(scope.Name, scope.At);
        }
    }
}
