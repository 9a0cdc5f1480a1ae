/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
export interface CustomResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** Where the answer is to be put. */
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** What the answer to Create or to the last Update said; not in a Create. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly HostedZoneId?: string };
}

/**
 * Tells CloudFormation how its request went.
 *
 * @param id the physical id. A new one in the answer to an Update makes CloudFormation delete the old one.
 * @param failure why it failed, in a sentence; without it, it succeeded.
 * @throws if CloudFormation's address does not accept the answer.
 */
export async function answer(request: CustomResourceRequest, id: string, failure?: string): Promise<void> {
  const response = await fetch(request.ResponseURL, {
    method: 'PUT',
    // The address is signed for a request without a content type.
    headers: { 'content-type': '' },
    body: JSON.stringify({
      Status: failure ? 'FAILED' : 'SUCCESS',
      Reason: failure,
      PhysicalResourceId: id,
      StackId: request.StackId,
      RequestId: request.RequestId,
      LogicalResourceId: request.LogicalResourceId,
    }),
  });
  if (!response.ok) throw new Error(`CloudFormation answered ${response.status}`);
}
