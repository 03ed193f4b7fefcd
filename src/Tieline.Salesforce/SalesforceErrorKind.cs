namespace Tieline.Salesforce;

/// <summary>What kind of failure a request met, and so what the caller may do about it.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm">Status codes and error responses</a>.</remarks>
public enum SalesforceErrorKind
{
    /// <summary>The session is over, also after one refresh; or sign-in refused the refresh token. The user must sign in again.</summary>
    SessionExpired,

    /// <summary>This user may not do this, or may not use the API. Repeating is of no use until an admin changes rights.</summary>
    Forbidden,

    /// <summary>The org has used up its requests (daily, or too many at a time). Wait; it frees itself over a rolling 24 hours.</summary>
    ApiLimit,

    /// <summary>Not there, deleted, or not visible for this user.</summary>
    NotFound,

    /// <summary>The request or the record's values are wrong: see <see cref="SalesforceException.ErrorCode"/> and <see cref="SalesforceException.Fields"/>. Repeating is of no use.</summary>
    Invalid,

    /// <summary>Someone else is changing this record or its parent. Nothing was changed; repeat soon.</summary>
    Locked,

    /// <summary>There is such a record already: a unique value is taken, a duplicate rule matched, or an external id names several records.</summary>
    Duplicate,

    /// <summary>A validation rule, trigger, flow or approval of the org refused the change. An admin or another value can help, repeating cannot.</summary>
    RuleRefused,

    /// <summary>A condition of the request no longer holds: the record was changed since it was read (409, 412).</summary>
    Conflict,

    /// <summary>The service is down, or its answer makes no sense. Nothing was changed; repeat later.</summary>
    Unavailable,

    /// <summary>No answer, and nothing was changed: not connected, or a read that was cut or timed out. Repeat later.</summary>
    Unreachable,

    /// <summary>
    /// A change was sent and its answer was lost: cut, timed out, given up inside the cloud, or unreadable.
    /// It may have been made, or may yet be made minutes later. Look before repeating.
    /// </summary>
    Unsure,
}
