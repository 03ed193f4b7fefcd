using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>
/// Gives permission sets to users and takes them, through the integration user, who needs Assign Permission Sets. Rows fail one by one: one user's licence
/// stops nobody else. See <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm">PermissionSetAssignment</a>.
/// </summary>
internal sealed class PermissionSetChanges(CloudClients clouds)
{
    private const string Assignment = "PermissionSetAssignment";

    /// <summary>One result for each, in order. What is assigned already is well.</summary>
    public Task<IReadOnlyList<RowResult>> AssignAsync(Guid tenantId, IReadOnlyList<(string UserId, string SetId)> rows, CancellationToken cancellationToken) =>
        ManyAsync(
            tenantId, rows,
            (composite, some) => composite.CreateAsync(
                [.. some.Select(row => new RecordRow(Assignment, new Dictionary<string, object?> { ["AssigneeId"] = row.UserId, ["PermissionSetId"] = row.SetId }))],
                allOrNone: false, null, cancellationToken),
            result => result.Kind == SalesforceErrorKind.Duplicate,
            cancellationToken);

    /// <summary>An assignment that has expired counts again, for ever.</summary>
    public Task<IReadOnlyList<RowResult>> RenewAsync(Guid tenantId, IReadOnlyList<string> assignmentIds, CancellationToken cancellationToken) =>
        ManyAsync(
            tenantId, assignmentIds,
            (composite, some) => composite.UpdateAsync(
                [.. some.Select(id => new RecordRow(Assignment, new Dictionary<string, object?> { ["ExpirationDate"] = null }, id))], allOrNone: false, null, cancellationToken),
            _ => false,
            cancellationToken);

    /// <summary>One result for each, in order. What is gone already is well.</summary>
    public Task<IReadOnlyList<RowResult>> TakeAsync(Guid tenantId, IReadOnlyList<string> assignmentIds, CancellationToken cancellationToken) =>
        ManyAsync(
            tenantId, assignmentIds,
            (composite, some) => composite.DeleteAsync(some, allOrNone: false, cancellationToken),
            result => result.Kind == SalesforceErrorKind.NotFound || result.Errors.Any(error => error.ErrorCode == "INVALID_CROSS_REFERENCE_KEY"),
            cancellationToken);

    private async Task<IReadOnlyList<RowResult>> ManyAsync<T>(
        Guid tenantId, IReadOnlyList<T> rows, Func<CompositeApi, IReadOnlyList<T>, Task<IReadOnlyList<SaveResult>>> send, Func<SaveResult, bool> wasSo, CancellationToken cancellationToken)
    {
        var results = new List<RowResult>();
        foreach (var some in rows.Chunk(CompositeApi.MostRecords))
        {
            try
            {
                var composite = (await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken)).Composite;
                results.AddRange((await send(composite, some)).Select(result => ResultOf(result, wasSo(result))));
            }
            catch (SalesforceException problem)
            {
                var fault = problem.Kind is SalesforceErrorKind.Forbidden ? RoleFault.MayNotAssign : RoleFault.NoAnswer;
                results.AddRange(some.Select(_ => new RowResult(false, fault, problem.Message)));
            }
        }

        return results;
    }

    private static RowResult ResultOf(SaveResult result, bool wasSo) =>
        result.Success ? new RowResult(true, null, "")
        : wasSo ? new RowResult(false, null, "")
        : new RowResult(false, IsForbidden(result) ? RoleFault.MayNotAssign : RoleFault.Refused, string.Join(' ', result.Errors.Select(error => error.Message)));

    // Whoever may not assign at all is told so, or that there is no such thing to be made.
    private static bool IsForbidden(SaveResult result) => result.Kind == SalesforceErrorKind.Forbidden
        || result.Errors.Any(error => error.ErrorCode == "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" && error.Message.Contains("cannot be inserted", StringComparison.Ordinal));
}

/// <param name="Changed">Something is other than before.</param>
internal sealed record RowResult(bool Changed, RoleFault? Fault, string Detail);
